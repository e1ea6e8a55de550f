"""The addresses of the review server: each reads what it is sent, asks the desk in a thread, answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from translate.memory import Action, Change
from translate.review.assets import assets
from translate.review.bodies import Body, read_body
from translate.review.desk import Desk
from translate.review.guards import Refused, page_policy
from translate.review.page import render
from translate.review.records import Live
from translate.review.views import Json

_ACTIONS = {
    action.value: action
    for action in (Action.EDIT, Action.APPROVE, Action.UNAPPROVE, Action.UNDO, Action.RESTORE)
}
_ICON = (  # two columns of lines, one beside the other
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#22252a"/>'
    '<path d="M3 4.5h4M3 8h4M3 11.5h4M9 4.5h4M9 8h4M9 11.5h4" stroke="#fbfaf7" stroke-width="1.6"/></svg>'
)
_MOST_CARRIED = 1_000
_LONGEST_NAME = 80

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(desk: Desk, token: str) -> list[Route]:
    """Every route of the server."""
    segment = "/api/a/{article}/s/{segment}"

    async def index(_: Request) -> Response:
        page = await run_in_threadpool(desk.index)
        assert page is not None
        return _page(page, assets("board").policy)

    async def day(request: Request) -> Response:
        page = await run_in_threadpool(desk.index, f"day{request.path_params['name']}.html")
        if page is None:
            raise HTTPException(404)
        return _page(page, assets("day").policy)

    async def icon(_: Request) -> Response:
        return Response(_ICON, media_type="image/svg+xml")

    async def article(request: Request) -> Response:
        name = request.path_params["article"]
        if name.endswith(".html"):
            return RedirectResponse(f"/a/{quote(name.removesuffix('.html'), safe='')}", 308)
        return _page(
            await run_in_threadpool(_article_page, desk, name, Live(token, desk.who)), assets("live").policy
        )

    async def po(request: Request) -> Response:
        name = request.path_params["article"]
        text = await run_in_threadpool(desk.po, name)
        disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}.po"
        return Response(
            text, media_type="text/x-gettext-translation", headers={"Content-Disposition": disposition}
        )

    return [
        Route("/", index),
        Route("/day{name}.html", day),
        Route("/favicon.ico", icon),
        Route("/a/{article}", article),
        Route("/api/a/{article}.po", po),
        Route(segment, _get(lambda r: desk.segment(*_names(r))), methods=["GET"]),
        Route(segment, _post(lambda r, b: desk.change(_change(r, b, desk.who))), methods=["POST"]),
        Route(f"{segment}/history", _get(lambda r: desk.history(*_names(r)))),
        Route(f"{segment}/suggestions", _get(lambda r: desk.suggestions(*_names(r)))),
        Route(
            f"{segment}/carry",
            _post(lambda r, b: desk.carry(*_names(r), _targets(b), _who(b, desk.who))),
            methods=["POST"],
        ),
        Route(
            "/api/a/{article}/approve",
            _post(
                lambda r, b: desk.sign(
                    r.path_params["article"],
                    _who(b, desk.who),
                    b.line("reason", "", most=2_000),
                    b.version(),
                )
            ),
            methods=["POST"],
        ),
        Route(
            "/api/check",
            _post(lambda _, b: desk.check(b.line("article"), b.line("segment"), b.text("en"))),
            methods=["POST"],
        ),
        Route(
            "/api/glossary/impact",
            _post(lambda _, b: desk.impact(_term(b, "zh", "Chinese"), b.line("en", ""))),
            methods=["POST"],
        ),
        Route(
            "/api/glossary/add",
            _post(
                lambda _, b: desk.add_term(
                    _term(b, "zh", "Chinese"),
                    _term(b, "en", "English"),
                    b.line("file", ""),
                    _who(b, desk.who),
                )
            ),
            methods=["POST"],
        ),
    ]


def _get(ask: Callable[[Request], Json]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(ask, request))

    return endpoint


def _post(do: Callable[[Request, Body], Json]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        body = await read_body(request)
        return JSONResponse(await run_in_threadpool(do, request, body))

    return endpoint


def _page(html: str, policy: str) -> Response:
    return HTMLResponse(html, headers={"Content-Security-Policy": page_policy(policy)})


def _article_page(desk: Desk, article: str, live: Live) -> str:
    result, review = desk.article(article)
    return render(result, review, live)


def _names(request: Request) -> tuple[str, str]:
    return request.path_params["article"], request.path_params["segment"]


def _change(request: Request, body: Body, default_who: str) -> Change:
    article, segment = _names(request)
    named = body.line("action")
    action = _ACTIONS.get(named)
    if action is None:
        raise Refused(400, f"“action” must be one of {', '.join(_ACTIONS)}.")
    return Change(
        article,
        segment,
        action,
        _who(body, default_who),
        datetime.now(UTC),
        en=body.text("en") if action is Action.EDIT else body.maybe("en"),
        version=body.number("version"),
        zh=body.maybe("zh"),
        step=body.number("edit") if action is Action.RESTORE else 0,
    )


def _targets(body: Body) -> list[tuple[str, str, int | None]]:
    return [
        (item.line("article"), item.line("segment"), item.number("version"))
        for item in body.items("to", _MOST_CARRIED)
    ]


def _who(body: Body, default: str) -> str:
    return body.line("who", default, most=_LONGEST_NAME) or default


def _term(body: Body, name: str, what: str) -> str:
    text = body.line(name)
    if not text:
        raise Refused(400, f"The {what} of the term is empty: write it, then add it.")
    return text
