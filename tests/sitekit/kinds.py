"""One address of the real site for each kind of page."""

from __future__ import annotations

KINDS = {
    "home": "",
    "event": "events/deview2016/",
    "talks": "talks/",
    "talk": "talks/deview2016-244-ceph-on-ssd/",
    "talk-listed": "talks/deview2016-111-indoor-positioning/",
    "speakers": "speakers/",
    "speaker": "speakers/byun-ilsoo/",
    "techniques": "techniques/",
    "technique": "techniques/bluestore/",
    "tags": "tags/",
    "tag": "tags/storage/",
    "takeaways": "takeaways/",
    "snippets": "snippets/",
    "snippet": "snippets/kmeans-from-em/",
    "snippet-files": "snippets/perf-hot-line/",
    "papers": "papers/",
    "corrections": "corrections/",
    "map": "map/",
    "gaps": "missing/",
    "rules": "rules/",
    "search": "search/",
    "data": "data/",
    "mine": "mine/",
    "offline": "offline/",
    "prose": "about/",
    "contribute": "contribute/",
    "form": "contribute/form/",
    "fields": "contribute/fields/",
    "commands": "contribute/commands/",
    "not-found": "404.html",
}
LANGUAGES = {"ko": "", "en": "en/"}
