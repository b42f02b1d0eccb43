// A running `jianbao watch`, and saves to its bulletin.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Long enough for anything that comes at all, on a machine that has much else to do. */
export const PATIENCE = 60_000;

export class Running {
  constructor(program, folder) {
    Object.assign(this, { program, folder, port: 0, child: null, said: "" });
  }

  get home() { return `http://127.0.0.1:${this.port}/`; }

  /** Starts it, on the port that it had before, and waits until it has built. */
  async start() {
    await this.begin();
    await this.says("更新 ");
  }

  /** Starts it, and waits for its address. */
  async begin() {
    const asks = ["watch", "--port", String(this.port)];
    this.said = "";
    this.child = spawn(this.program, asks, { cwd: this.folder, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout, this.child.stderr]) stream.setEncoding("utf8").on("data", (text) => { this.said += text; });
    await this.says("127.0.0.1:");
    this.port = Number(/127\.0\.0\.1:(\d+)/.exec(this.said)[1]);
  }

  /** Waits until it has said `part` for the `times`th time. */
  async says(part, times = 1) {
    const until = Date.now() + PATIENCE;
    while (this.said.split(part).length <= times) {
      if (Date.now() > until) throw new Error(`it never said ${part} ${times} times, but ${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Presses Ctrl-C, and waits for the end. */
  async stop() {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGINT");
    await ended;
  }

  read(name) { return readFileSync(join(this.folder, name), "utf8"); }

  save(name, text) {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  remove(name) { rmSync(join(this.folder, name)); }
}
