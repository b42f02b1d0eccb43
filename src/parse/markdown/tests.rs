//! What a body becomes, case by case.

use super::{Body, LinkFault, Links, Setting, Shown, Wrong, plain_text, render};
use crate::model::date::Date;
use crate::model::path::SitePath;
use crate::model::picture::{Picture, PictureFile, PictureFormat};
use crate::model::settings::Lang;

struct Beside(Picture);

impl Links for Beside {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        match destination {
            "no.md" => Err(LinkFault::Missing),
            "../../../x.md" => Err(LinkFault::Outside),
            "evil.md" => Ok("javascript:alert(1)".to_owned()),
            other => Ok(other.replace(".md", "/")),
        }
    }

    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault> {
        match destination {
            "no.jpg" => Err(LinkFault::Missing),
            "sizes.jpg" => Ok(Shown::Sizes { picture: &self.0, root: "../../" }),
            other => Ok(Shown::File { address: other.to_owned(), size: Some((4, 3)) }),
        }
    }
}

fn picture() -> Picture {
    let file = |format, width, ending: &str| PictureFile {
        path: SitePath::new(&format!("assets/a-{width}.{ending}")).unwrap(),
        format,
        width,
        height: width / 2,
    };
    let (webp, jpeg) = (PictureFormat::Webp, PictureFormat::Jpeg);
    let files = vec![
        file(webp, 400, "webp"),
        file(webp, 800, "webp"),
        file(jpeg, 400, "jpg"),
        file(jpeg, 800, "jpg"),
    ];
    Picture { width: 1600, height: 800, files }
}

fn read(source: &str) -> Body {
    let links = Beside(picture());
    render(source, Setting { links: &links, date: Some(Date::constant(2024, 4, 11)), lang: Lang::ZhCn })
}

fn html(source: &str) -> String {
    read(source).html.into_string()
}

#[track_caller]
fn gives(source: &str, expected: &str) {
    assert_eq!(html(source).trim_end(), expected, "{source}");
}

#[track_caller]
fn wrong(source: &str, rules: &[&str]) {
    let found: Vec<_> = read(source).faults.iter().map(|fault| fault.wrong.rule()).collect();
    assert_eq!(found, rules, "{source}");
}

#[test]
fn text_is_the_records_own() {
    gives("“甲”--'乙'...  3~5岁，a_b_c", "<p>“甲”--&#39;乙&#39;...  3~5岁，a_b_c</p>");
    gives("（~5岁~）", "<p>（~5岁~）</p>");
    assert_eq!(read("（~5岁~）").text, "（~5岁~）");
    gives("~~旧~~新", "<p><del>旧</del>新</p>");
    gives("　　甲", "<p>　　甲</p>");
    gives("$a$ [[b]] H~2~O ^c^ :) (c)", "<p>$a$ [[b]] H~2~O ^c^ :) (c)</p>");
}

#[test]
fn chinese_lines_join() {
    gives("甲\n乙", "<p>甲乙</p>");
    gives("**甲**\n乙", "<p><strong>甲</strong>乙</p>");
    gives("甲\n**乙**", "<p>甲<strong>乙</strong></p>");
    gives("甲，\n“乙”\n丙", "<p>甲，“乙”丙</p>");
    gives("甲\n`乙`", "<p>甲<code>乙</code></p>");
    gives("甲\nABC\n乙", "<p>甲\nABC\n乙</p>");
    gives("가\n나", "<p>가\n나</p>");
    gives("甲  \n乙\\\n丙", "<p>甲<br>\n乙<br>\n丙</p>");
    gives("甲[^1]\n乙\n\n[^1]: 丙", html("甲[^1]乙\n\n[^1]: 丙").trim_end());
    assert_eq!(plain_text("甲\n**乙**\nabc\n\n丙"), "甲乙\nabc\n丙");
}

#[test]
fn headings_nest_from_the_second_level() {
    gives(
        "# 一、为了谁？\n### B c\n# 一、为了谁？",
        "<h2 id=\"h-一-为了谁\">一、为了谁？</h2>\n<h3 id=\"h-b-c\">B c</h3>\n<h2 id=\"h-一-为了谁-2\">一、为了谁？</h2>",
    );
    gives("### 甲\n## 乙", "<h2 id=\"h-甲\">甲</h2>\n<h2 id=\"h-乙\">乙</h2>");
    gives(
        "## a 2\n## a\n## a\n## !",
        "<h2 id=\"h-a-2\">a 2</h2>\n<h2 id=\"h-a\">a</h2>\n<h2 id=\"h-a-3\">a</h2>\n<h2 id=\"h\">!</h2>",
    );
}

#[test]
fn links_lead_somewhere() {
    gives("[甲](b.md#x \"题\")", "<p><a href=\"b/#x\" title=\"题\">甲</a></p>");
    gives(
        "[甲](https://例.cn/?a=1&b)",
        "<p><a href=\"https://%E4%BE%8B.cn/?a=1&amp;b\" rel=\"noopener\">甲</a></p>",
    );
    gives(
        "<a@b.cn> [电](tel:12345)",
        "<p><a href=\"mailto:a@b.cn\">a@b.cn</a> <a href=\"tel:12345\">电</a></p>",
    );
    gives("[**甲**](no.md)乙", "<p><strong>甲</strong>乙</p>");
    wrong(
        "[a](no.md) [b](../../../x.md) [c](//host/x) [d](/\\host) [e](ftp://x)",
        &["dead-link", "dead-link", "dead-link", "dead-link", "link-scheme"],
    );
}

#[test]
fn hostile_addresses_are_never_live() {
    for source in [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java&#9;script:alert(1))",
        "[x](&#1;javascript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "<javascript:alert(1)>",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "[x]: javascript:alert(1)\n\n[x]",
        "[x](evil.md)",
        "![x](javascript:alert(1))",
    ] {
        let body = read(source);
        let lower = body.html.as_str().to_lowercase();
        assert!(!lower.contains("href") && !lower.contains("src="), "{source}: {lower}");
        assert_eq!(body.faults.len(), 1, "{source}");
    }
}

#[test]
fn pictures_have_size_and_alternative() {
    gives(
        "![画面](a.jpg)",
        "<figure><img src=\"a.jpg\" alt=\"画面\" width=\"4\" height=\"3\" loading=\"lazy\"></figure>",
    );
    gives(
        "![画 *面*](a.jpg \"图题\")",
        "<figure><img src=\"a.jpg\" alt=\"画 面\" width=\"4\" height=\"3\" loading=\"lazy\"><figcaption>图题</figcaption></figure>",
    );
    gives(
        "看![x](a.jpg \"题\")",
        "<p>看<img title=\"题\" src=\"a.jpg\" alt=\"x\" width=\"4\" height=\"3\" loading=\"lazy\"></p>",
    );
    gives(
        "![x](a.jpg)看",
        "<p><img src=\"a.jpg\" alt=\"x\" width=\"4\" height=\"3\" loading=\"lazy\">看</p>",
    );
    let sizes = html("![x](sizes.jpg)");
    assert!(sizes.contains("<picture><source type=\"image/webp\" srcset=\"../../assets/a-400.webp 400w, ../../assets/a-800.webp 800w\""), "{sizes}");
    assert!(sizes.contains("<img src=\"../../assets/a-800.jpg\" srcset="), "{sizes}");
    assert!(sizes.contains("width=\"800\" height=\"400\""), "{sizes}");
    wrong(
        "![](a.jpg)\n\n![x](no.jpg) ![x](https://a.b/c.jpg) ![x](//a.b/c.jpg)",
        &["no-alt", "missing-picture", "remote-picture", "remote-picture"],
    );
}

#[test]
fn raw_html_is_text_but_for_a_few_elements() {
    gives("甲<b>乙</b>", "<p>甲&lt;b&gt;乙&lt;/b&gt;</p>");
    wrong("甲<b>乙", &["raw-html"]);
    gives("H<sub>2</sub>O<BR/>x<kbd>F1</KBD>", "<p>H<sub>2</sub>O<br>\nx<kbd>F1</kbd></p>");
    gives("<abbr title=\"甲&amp;&quot;乙\">x</abbr>", "<p><abbr title=\"甲&amp;&quot;乙\">x</abbr></p>");
    gives("<ruby>汉<rt>hàn<rp>(</ruby>字", "<p><ruby>汉<rt>hàn</rt><rp>(</rp></ruby>字</p>");
    gives("a <sub onclick=x>b", "<p>a &lt;sub onclick=x&gt;b</p>");
    gives("*a<sub>b*c</sub>", "<p><em>a<sub>b</sub></em>c&lt;/sub&gt;</p>");
    wrong("*a<sub>b*c</sub>", &["unclosed-html", "raw-html"]);
    gives("a<sub>b\n\nc", "<p>a<sub>b</sub></p>\n<p>c</p>");
    gives("a <rt>b</rt> <!-- c -->", "<p>a &lt;rt&gt;b&lt;/rt&gt; &lt;!-- c --&gt;</p>");
    gives("<div>\n甲\n乙</div>\n", "<p>&lt;div&gt;\n甲乙&lt;/div&gt;</p>");
    wrong("<div>\n<p>\n甲</div>\n", &["raw-html"]);
    gives("<br>", "<p><br></p>");
    wrong("<br>", &[]);
    gives("<!-- x -->", "<p>&lt;!-- x --&gt;</p>");
    assert_eq!(read("<script>alert(1)</script>").text, "<script>alert(1)</script>");
}

#[test]
fn tables_scroll_in_a_frame() {
    gives(
        "|甲|乙||\n|:-|-:|-|\n|**一**|二|三|",
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"表格 1\"><table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"align-left\">甲</th>\n<th scope=\"col\" class=\"align-right\">乙</th>\n<td></td>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"align-left\"><strong>一</strong></td>\n<td class=\"align-right\">二</td>\n<td>三</td>\n</tr>\n</tbody>\n</table></div>",
    );
    assert_eq!(read("|甲|乙|\n|-|-|\n|一|**“二”**三|").text, "甲\n乙\n一\n“二”三");
}

#[test]
fn footnotes_stand_at_the_end() {
    let body = read("甲[^a]乙[^b]丙[^a]\n\n[^b]: 二\n[^a]: 一\n\n    又\n[^c]: 三");
    let html = body.html.as_str();
    assert!(
        html.contains(
            "<sup><a href=\"#fn-1\" id=\"fnref-1\" class=\"footnote-ref\" role=\"doc-noteref\">1</a></sup>乙"
        ),
        "{html}"
    );
    assert!(html.contains("id=\"fnref-1-2\""), "{html}");
    assert!(html.contains("<li id=\"fn-1\">\n<p>一</p>\n<p>又<a href=\"#fnref-1\""), "{html}");
    assert_eq!(body.text, "甲1乙2丙1\n一\n又\n二\n三");
    assert_eq!(body.faults.len(), 1);
    assert_eq!(body.faults[0].wrong, Wrong::UnusedFootnote("c".to_owned()));
    wrong("甲[^x]乙", &["no-footnote"]);
    gives("[甲[^1]](b.md)\n\n[^1]: 乙", &html2("[甲[^1]](b.md)\n\n[^1]: 乙"));
}

fn html2(source: &str) -> String {
    html(source).trim_end().to_owned()
}

#[test]
fn tasks_say_whether_they_are_done() {
    gives(
        "- [x] 甲\n- [ ] 乙",
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"已完成\">甲</li>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"未完成\">乙</li>\n</ul>",
    );
}

#[test]
fn dates_are_marked() {
    gives(
        "9日上午，**7月21日下午4时**，近日",
        "<p><time datetime=\"2024-04-09\">9日上午</time>，<strong><time datetime=\"2024-07-21T16:00\">7月21日下午4时</time></strong>，近日</p>",
    );
    gives(
        "3月12日至15日",
        "<p><time datetime=\"2024-03-12\">3月12日</time>至<time datetime=\"2024-03-15\">15日</time></p>",
    );
    gives("`9日`", "<p><code>9日</code></p>");
    gives("将于**20日**办", "<p>将于<strong><time datetime=\"2024-04-20\">20日</time></strong>办</p>");
}

#[test]
fn code_is_not_touched() {
    gives(
        "```rust x\na<b **甲**，\n9日\n```",
        "<pre tabindex=\"0\"><code class=\"language-rust\">a&lt;b **甲**，\n9日\n</code></pre>",
    );
}

#[test]
fn nesting_stops() {
    let deep = format!("{}甲", "> ".repeat(500));
    let body = read(&deep);
    assert_eq!(body.html.as_str().matches("<blockquote>").count(), super::writer::MAX_DEPTH);
    assert_eq!(body.html.as_str().matches("</blockquote>").count(), super::writer::MAX_DEPTH);
    assert_eq!(body.faults.len(), 1);
}

#[test]
fn faults_say_where() {
    let body = read("甲\n\n[乙](no.md)");
    assert_eq!(body.faults[0].range, 5..17);
    let file = crate::model::BulletinPath::new("content/a.md").unwrap();
    let diagnostic = body.faults[0].diagnostic(&file, 100);
    assert_eq!(diagnostic.place, Some(crate::report::Place::bytes(&file, 105, 117)));
}

#[test]
fn a_wide_space_makes_a_heading_too() {
    let body = html("##　小标题\n正文\n");
    assert_eq!(body, "<h2 id=\"h-小标题\">小标题</h2>\n<p>正文</p>\n");
    for same in ["##　小标题\n\n```\n#　码\n```\n", "正文##　不是\n", "#######　七个\n"] {
        assert!(!html(same).contains("<h2"), "{same}");
    }
}

#[test]
fn a_link_within_a_body_leads_to_the_heading_that_it_names() {
    let heading = "<h2 id=\"h-一-为了谁\">一、为了谁？</h2>";
    let address = "#h-%E4%B8%80-%E4%B8%BA%E4%BA%86%E8%B0%81";
    for typed in
        ["#h-一-为了谁", "#一-为了谁", "#一、为了谁？", address, &address.replace("h-", "").to_lowercase()]
    {
        let source = format!("[见下]({typed})\n\n## 一、为了谁？");
        gives(&source, &format!("<p><a href=\"{address}\">见下</a></p>\n{heading}"));
        assert!(read(&source).faults.is_empty(), "{typed}");
    }
    for (typed, is_dead) in [("#没有这一节", true), ("#", false), ("#fn-1", false)] {
        let faults = read(&format!("[见]({typed})[^1]\n\n## 一\n\n[^1]: 注")).faults;
        let dead =
            |fault: &super::Fault| matches!(fault.wrong, Wrong::Link { fault: LinkFault::Missing, .. });
        assert_eq!(faults.iter().any(dead), is_dead, "{typed}: {faults:?}");
    }
}
