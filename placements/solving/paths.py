"""Students with equal days to companies with room: the cheapest way, exactly, by shortest augmenting paths."""

import heapq


def assign(group, room, model):
    """{seeker: host} for seekers with equal days; `room` is {host: how many}. Who had better be nowhere is left out.

    One seeker after the other comes in, along the cheapest chain of moves: so after each, the part is optimal.
    """
    held, there = {}, {host: [] for host in room}
    offers = {
        seeker: [(host, price) for host, price in model.cost[seeker].items() if host in room] for seeker in group
    }
    for root in group:
        end, came = _cheapest(root, room, model, offers, there)
        if end is None:
            continue
        host, dropped = end
        if dropped is not None:
            there[host].remove(dropped)
            del held[dropped]
        while True:
            seeker = came[host]
            old = held.get(seeker)
            held[seeker] = host
            there[host].append(seeker)
            if seeker == root:
                break
            there[old].remove(seeker)
            host = old
    return held


def _cheapest(root, room, model, offers, there):
    """((host, who drops out there or None), {host: who comes to it}) of the cheapest chain that begins with `root`."""
    far, came, heap, done = {}, {}, [], set()
    best, end = model.nowhere[root], None
    for host, price in offers[root]:
        far[host], came[host] = price, root
        heap.append((price, host))
    heapq.heapify(heap)
    while heap:
        price, host = heapq.heappop(heap)
        if price > far[host] or host in done:
            continue
        if price >= best:
            break
        done.add(host)
        if len(there[host]) < room[host]:
            return (host, None), came
        for seeker in there[host]:
            base = price - model.cost[seeker][host]
            if base + model.nowhere[seeker] < best:
                best, end = base + model.nowhere[seeker], (host, seeker)
            for other, more in offers[seeker]:
                length = base + more
                if length < best and (other not in far or length < far[other]):
                    far[other], came[other] = length, seeker
                    done.discard(other)
                    heapq.heappush(heap, (length, other))
    return end, came
