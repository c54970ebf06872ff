"""What a phone gets and when it sees it: bytes on the wire of a first visit, first contentful paint."""

from statistics import median

from tests.servers import chromium

#: 400 kbit/s and 400 ms, in the units of the browser's protocol.
NETWORK = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
PAGES = [("feedback.consultation", "12 KiB"), ("feedback.clause", "10 KiB"), ("feedback.survey", "10 KiB")]


def take(ground, full):
    with ground.served() as base, chromium() as browser:
        for name, bar in PAGES:
            visits = [_visit(ground, browser, base, name) for _ in range(5 if full else 3)]
            yield f"first visit, bytes on the wire, {name}", f"{visits[0][0] / 1024:.1f} KiB", bar
            paint = median(visit[1] for visit in visits) / 1000
            yield f"first contentful paint, {name}", f"{paint:.2f} s", "1.0 s"


def _visit(ground, browser, base, name):
    """(bytes, milliseconds until the first paint) of a first visit with an empty cache."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True
    )
    cookie = ground.app.config["SESSION_COOKIE_NAME"]
    context.add_cookies([{"name": cookie, "value": ground.cookie(ground.households[-1]), "url": base}])
    page = context.new_page()
    page.goto("about:blank")
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", NETWORK)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    received = []
    protocol.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(base + ground.path(name), wait_until="networkidle")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return sum(received), paint
