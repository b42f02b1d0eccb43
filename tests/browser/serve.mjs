// A server as plain as a host of static files: a folder under `/sub/path/` of a port of this machine.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/** Where the site stands on its host. */
export const BELOW = "/sub/path/";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".geojson": "application/geo+json",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
  ".xml": "application/xml",
};

/** The file for an address, and its status. */
function file(site, address) {
  const path = decodeURIComponent(address.split(/[?#]/)[0]);
  if (!path.startsWith(BELOW)) return [404, null];
  let found = join(site, normalize(path.slice(BELOW.length)));
  if (existsSync(found) && statSync(found).isDirectory()) {
    if (!path.endsWith("/")) return [301, `${path}/`];
    found = join(found, "index.html");
  }
  if (found.startsWith(site) && existsSync(found)) return [200, found];
  return [404, join(site, "404.html")];
}

/** Serves `site`; gives the port and what ends it. */
export async function serve(site) {
  const server = createServer((request, response) => {
    const [status, found] = file(site, request.url);
    if (status === 301) return response.writeHead(301, { location: found }).end();
    if (found === null) return response.writeHead(404).end();
    response.writeHead(status, { "content-type": TYPES[extname(found)] ?? "application/octet-stream" });
    createReadStream(found).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: server.address().port, close: () => server.close() };
}
