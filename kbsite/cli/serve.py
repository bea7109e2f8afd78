"""`kbsite serve`: the site while it is edited."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import click

from kbsite.cli.context import Context, report
from kbsite.words import Words

if TYPE_CHECKING:
    from kbsite.site.preview import Preview


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one.")
@click.pass_obj
def serve(context: Context, host: str, port: int) -> None:
    """Serve the site while it is edited; every save shows at once."""
    from kbsite.records.project import open_project
    from kbsite.site.preview import Preview
    from kbsite.site.serve import open_server

    project, problems = open_project(context.root)
    if project is None:
        report(context, problems)
        sys.exit(2)
    preview = Preview(context.root, context.kept(), listed=False)
    try:
        server = open_server(preview, host, port, context.language)
    except OSError as error:
        context.say(PORT_TAKEN.fill(host=host, port=port, why=error.strerror))
        sys.exit(2)
    report(context, preview.problems)
    address = f"http://{host}:{server.server_address[1]}/"
    context.say(SERVING.fill(address=address))
    stop = threading.Event()
    watcher = threading.Thread(target=preview.follow, args=(stop, lambda renewed: _told(context, renewed)), daemon=True)
    watcher.start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        context.say(STOPPED)
    finally:
        stop.set()
        preview.stop()
        server.server_close()


def _told(context: Context, preview: Preview) -> None:
    errors = [problem for problem in preview.problems if problem.severity == "error"]
    report(context, errors)
    context.say(BROKEN.fill(count=len(errors)) if errors else RENEWED)


SERVING = Words("Serving at {address} (Ctrl-C ends it)", "{address} 에서 보여 줍니다(Ctrl-C로 끝냅니다)")
PORT_TAKEN = Words(
    "cannot listen on {host}:{port}: {why}; choose another with --port",
    "{host}:{port}에서 열 수 없습니다: {why}. --port로 다른 포트를 고르세요",
)
STOPPED = Words("stopped", "끝냈습니다")
RENEWED = Words("renewed", "새로 고쳤습니다")
BROKEN = Words("{count} problems: the browser shows them", "문제 {count}건: 브라우저에 보여 줍니다")
