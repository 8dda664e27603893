"""`relata serve` under load: two clients ask five hundred times each, a query that would run for minutes is cut while others
are answered, a thousand broken requests are refused, and memory stays flat throughout.

The figures stand in the log."""

import concurrent.futures
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import time
import urllib.parse

from blocks import questions
from seen import found, load, none

RELATA, DATA = os.environ["INTEROP_RELATA"], os.environ["INTEROP_DATA"]
CLIENTS, EACH, BROKEN = 2, 500, 1000
# Seconds after which the server cuts a query, and how much later than that it may take to say so on a busy machine.
LIMIT, GRACE = 2, 8
# What it answers to a query that takes too long, and to one that holds too much.
CUT = (503, 400)
# The largest body that the server takes.
LARGEST = 1 << 20
# Three times all triples: each would take hours, and all but the first hold what they have found.
EVERY = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = [f"SELECT (COUNT(*) AS ?n) {EVERY}", f"SELECT ?a {EVERY} ORDER BY ?i", f"SELECT DISTINCT ?a ?f ?h {EVERY}"]
# How much memory may grow after the first 200 queries: by a fifth, or by the arenas, a few MiB in all, that the allocator
# of the system keeps for threads that have ended. What leaked with each request would be far more.
GROWTH, ARENAS = 1.2, 8 << 10
# Seconds within which it has to be as small again after endless queries.
SETTLING = 60
ROWS = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
GRAPHS = ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]


class Server:
    """A server of the dataset, with a low limit of time."""

    def __enter__(self):
        command = [RELATA, "serve", "--data", DATA, "--port", "0", "--timeout", str(LIMIT)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.host = urllib.parse.urlsplit(self.process.stdout.readline().strip()).netloc
        return self

    def __exit__(self, *_):
        self.process.kill()

    def memory(self, which="VmRSS"):
        """What it holds in memory, in KiB; `VmHWM` is the most that it ever held."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(rf"{which}:\s+(\d+)", file.read())[1])

    def settled(self, bound):
        """What it holds once it is no more than the bound: a query that was cut takes a while to let go."""
        for _ in range(10 * SETTLING):
            if self.memory() <= bound:
                break
            time.sleep(0.1)
        return self.memory()

    def connect(self):
        return http.client.HTTPConnection(self.host, timeout=60)

    def ask(self, request, connection=None):
        """Status and body of the answer to a method, a target, headers and a body."""
        method, target, headers, body = request
        connection = connection or self.connect()
        connection.request(method, target, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def raw(self, sent):
        """Status of the answer to bytes that may be no HTTP; what is no answer has none."""
        host, port = self.host.split(":")
        with socket.create_connection((host, int(port)), timeout=60) as stream:
            stream.sendall(sent)
            answer = stream.makefile("rb").readline().split()
        return int(answer[1]) if len(answer) > 1 else None


def get(query, accept="*/*"):
    return "GET", "/sparql?" + urllib.parse.urlencode({"query": query}), {"Accept": accept}, None


def post(query, accept="*/*"):
    headers = {"Accept": accept, "Content-Type": "application/sparql-query"}
    return "POST", "/sparql", headers, query.encode("utf-8")


def form(query, accept="*/*"):
    headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
    return "POST", "/sparql", headers, urllib.parse.urlencode({"query": query}).encode("ascii")


def mixed(texts, bodies):
    """What the clients ask, each in every way of sending it and in every form of the answer."""
    ways = (get, post, form)
    described = [f"DESCRIBE <{body}>" for body in bodies]
    graphs = [*described, "CONSTRUCT WHERE { ?a <https://w3id.org/relata/ns#linkedWith> ?b }"]
    requests = [ways[n % 3](text, ROWS[n % 4]) for text in texts for n in range(4)]
    requests += [ways[n % 3](text, GRAPHS[n % 4]) for n, text in enumerate(graphs)]
    requests += [("GET", urllib.parse.urlsplit(body).path, {"Accept": accept}, None)
                 for body in bodies for accept in [*GRAPHS, "text/html"]]
    return [*requests, get("ASK {}"), ("GET", "/health", {}, None), ("GET", "/.well-known/void", {}, None)]


def under_load(server, requests):
    """Answers that were no success or not what the first of their kind was, and memory along the way."""
    first, wrong, memory, answered = {}, [], {}, iter(range(1, CLIENTS * EACH + 1))

    def client(seed):
        chooser, connection = random.Random(seed), server.connect()
        for _ in range(EACH):
            number = chooser.randrange(len(requests))
            status, body = server.ask(requests[number], connection)
            if status != 200 or first.setdefault(number, body) != body:
                wrong.append((status, requests[number][:2]))
            if (count := next(answered)) in (100, 200, 500, 1000):
                memory[count] = server.memory()

    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as clients:
        for ended in [clients.submit(client, seed) for seed in range(CLIENTS)]:
            ended.result()
    return wrong, memory


def cut(server):
    """Status and seconds of endless queries, all but one of those that may run at once, and statuses of others meanwhile."""
    def endless(query):
        start = time.monotonic()
        return server.ask(post(query))[0], time.monotonic() - start

    meanwhile = []
    with concurrent.futures.ThreadPoolExecutor(len(ENDLESS)) as clients:
        running = [clients.submit(endless, query) for query in ENDLESS]
        while not all(query.done() for query in running):
            meanwhile.append(server.ask(get("ASK {}"))[0])
        ended = [query.result() for query in running]
    return ended, meanwhile


def broken(server, texts):
    """Statuses of broken requests: random bytes, questions cut short, requests that are none."""
    chooser = random.Random(5)

    def request():
        text = chooser.choice(texts)
        short = text[: chooser.randrange(text.index("{"), text.rindex("}"))]
        junk = chooser.randbytes(40)
        escaped = urllib.parse.quote_from_bytes(junk).encode("ascii")
        return chooser.choice([
            lambda: server.ask(get(short))[0],
            lambda: server.ask(post(short))[0],
            lambda: server.ask(("POST", "/sparql", {"Content-Type": "application/sparql-query"}, b"\xff" + junk))[0],
            lambda: server.ask(("POST", "/sparql", {"Content-Type": "application/sparql-query"}, b"(" * (LARGEST + 1)))[0],
            lambda: server.ask(("POST", "/sparql", {"Content-Type": junk.hex()}, junk))[0],
            lambda: server.ask(("POST", "/sparql", {}, None))[0],
            lambda: server.ask(get("CLEAR ALL"))[0],
            lambda: server.raw(b"GET /sparql?query=" + escaped + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            lambda: server.raw(b"GET /" + escaped + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            lambda: server.raw(b"\x16\x03\x01" + junk + b"\r\n\r\n"),
            lambda: server.raw(b"GET / HTTP/9.9\r\n\r\n"),
        ])()

    return [request() for _ in range(BROKEN)]


def flat(memory):
    """The KiB that are flat, after what was held after 200 queries."""
    return max(GROWTH * memory[200], memory[200] + ARENAS)


def stopped(server):
    """The exit code of a server that is told to stop."""
    server.process.send_signal(signal.SIGTERM)
    return server.process.wait(30)


def read(_, folder):
    texts = list(questions(folder).values())
    with open(os.environ["INTEROP_MODEL"], encoding="utf-8") as file:
        bodies = sorted({value for rows in json.load(file)["answers"].values() for row in rows for value in row
                         if value and "/body/" in value})[:12]
    with Server() as server:
        # The first time leaves something behind for the next, which must not be taken for growth.
        first, before = cut(server)
        start = time.monotonic()
        wrong, memory = under_load(server, mixed(texts, bodies))
        seconds = time.monotonic() - start
        second, after = cut(server)
        slow, meanwhile = first + second, before + after
        memory["endless queries"] = server.settled(flat(memory))
        statuses = broken(server, texts)
        memory["broken requests"] = server.memory()
        print(f"{CLIENTS} x {EACH} queries in {seconds:.1f} s; KiB in memory after {memory}")
        print(f"endless queries: {slow}; {len(meanwhile)} others meanwhile; {server.memory('VmHWM')} KiB at most")
        print(f"broken requests: { {status: statuses.count(status) for status in sorted(set(statuses), key=str)} }")
        healthy = server.ask(("GET", "/health", {}, None))[0]
        return {
            "checks": {
                "every query is answered, the same each time": none(wrong),
                "memory is flat": none((n, used) for n, used in memory.items() if used > flat(memory)),
                "endless queries are cut": none(one for one in slow if one[0] not in CUT or one[1] > LIMIT + GRACE),
                "others are answered meanwhile": none(status for status in meanwhile or [0] if status != 200),
                "broken requests are refused": none(one for one in statuses if not 400 <= (one or 0) < 500),
                "it goes on answering": found(200, healthy),
                "it stops when told to": found(0, stopped(server)),
            }
        }


load(read, subprocess.run([RELATA, "--version"], capture_output=True, text=True).stdout.split()[-1])
