"""One form for the addresses that lead to one page. Careful: two pages with one form would lose one of them."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# What adds nothing but where a reader came from: analytics, mail, advertising and share buttons, WeChat, Alibaba
# and Baidu's. Names that some sites use for the article itself (id, ref, source, from=…) are not among them.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|ttclid|"
    r"mc_[ce]id|igshid|_g[al]|gclsrc|cmpid|ncid|spm|scm|spm_id_from|vd_source|share_(?:token|source|medium|from)|"
    r"isappinstalled|wfr|chksm|mkt_tok|_hs(?:enc|mi)|ref_src|ref_url|at_(?:medium|campaign)"
)
_SHARED = {
    ("from", "singlemessage"),
    ("from", "timeline"),
    ("from", "groupmessage"),
    ("outputtype", "amp"),
    ("amp", "1"),
}
_SIDE_HOST = re.compile(r"(?:www|m|mobile|wap|amp)\.(?=[^.]+\.)")
_DEFAULT_PORTS = (None, 80, 443)


def normal_address(url: str) -> str:
    """``url`` without scheme, default port, www and mobile hosts, AMP marks, tracking parameters, fragment and last
    slash; "" where it can be no article's own address, as a home page's.

    >>> normal_address("http://m.news.example/a/1.html/?utm_source=rss&id=7#top")
    'news.example/a/1.html?id=7'
    >>> normal_address("https://news.example/")
    ''
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # such as a port of letters
        return ""
    host = _SIDE_HOST.sub("", host, count=1) if host.count(".") > 1 else host
    path = re.sub(r"//+", "/", unquote(parts.path)).rstrip("/")
    path = re.sub(r"^/amp(?=/)|/amp$|\.amp(?=\.html?$|$)", "", path)
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.lower()) and (name.lower(), value.lower()) not in _SHARED
    )
    if not host or not (path or query):
        return ""
    place = host if port in _DEFAULT_PORTS else f"{host}:{port}"
    fragment = (
        f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    )  # a page of its own on old sites
    return f"{place}{path}{'?' + urlencode(query) if query else ''}{fragment}"
