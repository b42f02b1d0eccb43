//! A small bulletin in which every key that pages show is used at least once.

use std::path::Path;

/// The files of the bulletin: path and text.
pub const FILES: &[(&str, &str)] = &[
    (
        "jianbao.yaml",
        "title: 山下简报\nsubtitle: 街坊的事，街坊来写\npublisher: 山下街道办事处\ncontact: 0513-5550000\n\
         filings: {icp: 苏ICP备0号, police: 苏公网安备0号, permit: 准印证0号}\nbase_url: https://example.org/jb/\n\
         columns:\n- {name: 社区传真, badge: 传真, dateline: 本报讯}\n- {name: 社区故事会}\n\
         issue_number: {first: 2024-W14, number: 411}\ncredits: {责编: 甲, 校对: 乙}\n",
    ),
    (
        "content/a/index.md",
        "---\nid: w15-lead\nkicker: 三轮增设——\ntitle: 充电桩进小区　居民睡得香\ndeck: 七十个新桩四处落地\npriority: lead\n\
         column: 社区传真\ndate: 2024-04-11\nplace: 山下区/长桥街道/南园社区\nbylines:\n- {name: 李写, role: 通讯员, org: 南园社区}\n- {name: 王记, role: 通讯员}\n\
         orgs:\n- {name: 城建公司, role: host}\n- 南园物业\npeople:\n- {name: 陈奶奶, consent: true, pseudonym: true}\n- {name: 赵小小, minor: true, consent: true}\n- {name: 不愿具名者}\n\
         photos:\n- {file: one.png, caption: 居民在充电。, credit: 李写, alt: 一排充电桩, focus: [0.1, 0.9]}\n- {file: tall.png, caption: 夜里的车棚, alt: 车棚}\n\
         attachments:\n- {file: list.pdf, title: 点位一览}\ntags: [充电, 民生]\n\
         figures:\n- {name: 充电桩, value: 70, unit: 个, qualifier: over, measure: change, subject: nanyuan}\n- {name: 总数, value: 529, as_of: 2024-04-01}\n\
         about:\n- {id: zhuang-a, status: 已完成, step: 验收, note: 第三轮}\nfollow_up:\n- {what: 下一处在北门, due: 2024-05-01}\naliases: [/old/1.html]\npublished: [{level: 省级, where: 省报, date: 2024-04-13, url: \"https://example.org/a?b=1&c=2\"}, {level: 全国, date: 2024-04-15}, 市级]\n---\n\
         近日，南园社区新增充电桩。详见[北门的事](../b.md)和[搜索](/search/)。\n\n## 怎么用\n\n| 项 | 价 |\n|---|---|\n| 电 | 1 |\n\n居民说：“方便。”\n",
    ),
    (
        "content/b.md",
        "---\ntitle: 北门修路\ndate: 2024-04-10\npriority: major\ncolumn: 社区故事会\nplace: nanyuan\ncorrects: c\nphotos: one.png\n---\n北门修好了。\n",
    ),
    (
        "content/c.md",
        "---\ntitle: 北门要修路\ndate: 2024-04-03\nkind: brief\ncolumn: 社区传真\nbylines: 通讯员 李写\nplace: 山下区/长桥街道\n\
         figures: [{name: 充电桩, value: 459, unit: 个, as_of: 2024-03-28, subject: zhuang-a}, {name: 走访, value: 12, unit: 人次, measure: flow}, {name: 独居, value: 3, unit: 人, subject: 第三网格}, {name: 已完成, value: 8, unit: 个, subject: hongwang}]\n---\n消息有误。\n",
    ),
    (
        "content/walk.md",
        "---\nkind: activity\ntitle: 夜巡\ndate: 2024-04-02\nplace: nanyuan\nstarts: 2024-04-03 19:30\nends: 2024-04-03 21:00\n\
         repeats: 每周三、周五\nroster: [甲组, 乙组]\n---\n一起走走。\n",
    ),
    (
        "content/more.yaml",
        "- {id: photo-1, kind: photo, date: 2024-04-09, photos: [{file: one.png, caption: 春分，孩子们放风筝。, credit: 李写, alt: 风筝}]}\n\
         - {id: photo-2, kind: photo, title: 树下议事, date: 2024-04-09, photos: [{file: tall.png, caption: 议事, credit: 王记, alt: 树下}], body: 树下议事厅开议。}\n\
         - {id: notice-1, kind: notice, title: 停水通知, date: 2024-04-09, body: 明日停水。, sheet: true}\n\
         - {id: brief-1, kind: brief, title: 小店开张, date: 2024-04-09, place: shuba, column: 社区传真, body: 开张了。}\n\
         - {id: brief-2, kind: brief, title: 无栏目, date: 2024-04-09, body: 没有栏目。, figures: [{name: 充电桩, value: 529, unit: 个, subject: nanyuan}, {name: 培训, value: 2000, unit: 人, qualifier: near, measure: total, subject: 技能行动}, {name: 比赛, value: 500, unit: 人, qualifier: over, measure: total, subject: 技能行动}, {name: 表彰, value: 150, unit: 人, qualifier: over, measure: total, subject: 技能行动}]}\n\
         - {id: news-1, title: 普通一事, date: 2024-04-09, body: 一件普通的事。, about: [zhuang-a, {id: talk, note: 后来}]}\n\
         - {id: fair, kind: activity, title: 集市, date: 2024-04-09, starts: 2024-04-20 09:30, ends: 2024-04-20 11:00, venue: nanyuan, stalls: [理发, {name: 义诊, org: 医院}], audience: 居民, signup: 4月18日前到居委会, repeats: FREQ=WEEKLY, roster: [{name: wuye, note: 搭棚}, {name: 值班岗, date: 2024-04-27}, {name: 夜班岗, repeats: 每周三}], body: 来赶集。}\n\
         - {id: month, kind: activity, title: 爱绿月, date: 2024-04-09, starts: 2024-04-10, ends: 2024-04-30, body: 种树。}\n\
         - {id: kept, title: 说到做到, date: 2024-04-12, body: 北门的桩通了电。, follow_up: [{closes: w15-lead}]}\n\
         - {id: past, title: 去年的事, date: 2023-04-11, about: way, orgs: [南园老物业], body: 去年这一周。}\n\
         - {id: older, title: 大前年的事, date: 2021-04-13, issue: 2023-W15, about: way, body: 大前年这一周。}\n\
         - {id: late, title: 还没写完, draft: true, date: 2024-04-09, body: 草稿。}\n",
    ),
    (
        "content/standing.yaml",
        "- {id: hongwang, kind: programme, title: 一件事, kicker: 六类, deck: 六十项, group_by: [category, status], statuses: [待认领, 已完成], categories: [{name: 环境, total: 40}, {name: 邻里, total: 20}], total: 60, overdue: [{from: 待认领, to: 已完成, days: 14}], body: 每年一批。}\n\
         - {id: zhuang-a, kind: project, title: 增设充电桩, programme: hongwang, category: 环境, owner: 居委会, claimed_by: 第一网格, status: 待认领, opened: 2024-03-01, due: 2024-06-01, steps: [{name: 选点, done: true}, {name: 验收}], body: 三轮。}\n\
         - {id: zhuang-b, kind: project, title: 晾衣架, programme: hongwang, category: 邻里, status: 待认领, opened: 2024-03-01, about: zhuang-a, steps: [{name: 选点, due: 2024-03-10}], photos: [{file: one.png, caption: 旧架, credit: 李写, alt: 旧架}, {file: tall.png, alt: 新架}]}\n\
         - {id: nanyuan, kind: place, title: 南园社区, place: 山下区/长桥街道/南园社区, names: [{name: 南园村, to: 2020-01-01}, {name: 南园社区, from: 2020-01-02}], parents: [{place: 山下区/长桥街道, from: 2020-01-02}], address: 南园路1号, contact: 0513-5550000, hours: 9:00–17:00, tags: [书屋, 议事], geo: [31.98, 120.89], holdings: [{name: 书, value: 3000, unit: 册}], honours: [文明社区], body: 南园在山下。, photos: [{file: one.png, caption: 南园, credit: 李写, alt: 南园}]}\n\
         - {id: shuba, kind: place, title: 书吧, parents: [{place: nanyuan, to: 2024-04-10}, {place: 山下区/长桥街道, from: 2024-04-11}]}\n\
         - {id: lixie, kind: person, title: 李写, honours: [{name: 优秀通讯员, level: city, year: 2023, by: 市报}], body: 通讯员。}\n\
         - {id: wuye, kind: org, title: 南园物业, about: hongwang, names: [{name: 南园老物业, to: 2023-12-31}, {name: 南园物业, from: 2024-01-01}], honours: [{name: 志愿服务奖, level: 省级, year: 2022}, 优胜], dateline: 电头, body: 物业公司。}\n\
         - {id: points, kind: scheme, title: 紫藤积分, rules: [{name: 值日, points: 5}], prices: [{name: 米, points: 50}], calendar: [{name: 兑换, when: 每季}], body: 攒分。}\n\
         - {id: book, kind: ledger, title: 漂流书包, columns: [项, 数], rows: [[在外, 30], [在馆, 20]], sums: 数, balance: 数 >= 0, place: nanyuan, tags: [读书], orgs: [南园物业]}\n\
         - {id: drill, kind: ledger, title: 演练, every: quarter, columns: [社区, 消防, 急救], rows: [[南园社区, 2024-04-02, ''], [北园社区, 2024-01-05, 2024-04-10]]}\n\
         - {id: way, kind: brand, title: 三二一工作法, place: nanyuan, versions: [{name: 一版, from: 2022-01-01, note: 起步}, {name: 二版, from: 2023年秋}]}\n\
         - {id: word, kind: term, title: 全科社工, body: 一个人办所有事。}\n\
         - {id: talk, kind: meeting, title: 议事会, topic: 停车, starts: 2024-04-08 19:00, venue: nanyuan, attended: [{who: 居民代表, count: 9}, wuye], options: [{what: 划线, fate: adopted, reason: 够宽}, {what: 建车库, fate: refused, reason: 有燃气管}, 收费], decision: 划线, outcome: 已划, project: zhuang-a, body: 议了停车。}\n",
    ),
    (
        "content/about.md",
        "---\nkind: page\ntitle: 关于\norder: 1\ndateline: 本报\nphotos: [{file: a/one.png, caption: 我们, credit: 甲, alt: 我们}, {file: a/tall.png, alt: 又一张}]\n---\n我们是谁。\n",
    ),
    ("content/a/list.pdf", "%PDF-1.4\n%%EOF\n"),
];

/// Writes the bulletin and its pictures into `folder`.
pub fn write(folder: &Path) {
    for (path, text) in FILES {
        put(folder, path, text.as_bytes());
    }
    for (name, width, height) in
        [("a/one.png", 900, 600), ("a/tall.png", 300, 500), ("one.png", 400, 400), ("tall.png", 300, 500)]
    {
        let bytes = picture(width, height);
        put(folder, &format!("content/{name}"), &bytes);
    }
}

/// A picture whose colours run from corner to corner.
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let pixel = |at: u32| [(at % width / 4) as u8, (at / width / 4) as u8, 90];
    let pixels: Vec<u8> = (0..width * height).flat_map(pixel).collect();
    writer.write_image_data(&pixels).unwrap();
    drop(writer);
    bytes
}

/// Writes one file.
pub fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let file = folder.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, bytes).unwrap();
}
