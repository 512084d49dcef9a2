"""The network room: the only one that speaks HTTP.

    net = Net(NetSettings(store=path, user_agent="…"), Clock(time.time, time.sleep))
    response = net.send(Request("crossref", "https://api.crossref.org", "/works/10.1037%2Fa0023861"))

`send` gives a Response (status 2xx, or 400/404/409/410/422 for the provider to read) or raises a ProviderError.
Stored answers, limits, retries, record, replay and redaction are all behind it.
"""

from citetrail.net.exchanges import response_from_exchange
from citetrail.net.lanes import Lanes, LaneState
from citetrail.net.messages import Asked, Kind, Limit, Request, Response
from citetrail.net.net import Net
from citetrail.net.settings import Clock, Freshness, NetSettings
from citetrail.net.store import ResponseStore, StoreShare

__all__ = [
    "Asked",
    "Clock",
    "Freshness",
    "Kind",
    "LaneState",
    "Lanes",
    "Limit",
    "Net",
    "NetSettings",
    "Request",
    "Response",
    "ResponseStore",
    "StoreShare",
    "response_from_exchange",
]
