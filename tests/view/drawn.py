"""What a page paints, as a list of what it told its brush."""

RECORD = """([changes, size]) => {
    const revived = Object.fromEntries(Object.entries(changes).map(
        ([name, value]) => [name, value && value.set ? new Set(value.set) : value]));
    citegraph.change(revived);
    const calls = [], stack = [], measuring = document.createElement("canvas").getContext("2d");
    let now = {globalAlpha: 1, matrix: [1, 1, 0, 0]};
    const at = (x, y) => [x * now.matrix[0] + now.matrix[2], y * now.matrix[1] + now.matrix[3]];
    const does = {
        save: () => stack.push({...now}),
        restore: () => { now = stack.pop(); },
        setTransform: (a, b, c, d, e, f) => { now.matrix = [a, d, e, f]; },
        translate: (x, y) => { now.matrix = [now.matrix[0], now.matrix[1], ...at(x, y)]; },
        scale: (x, y) => { now.matrix = [now.matrix[0] * x, now.matrix[1] * y, now.matrix[2], now.matrix[3]]; },
        measureText: text => { measuring.font = now.font; return measuring.measureText(text); },
    };
    citegraph.paintScene(new Proxy({}, {
        get: (_, name) => name in now ? now[name] : (...given) => {
            const [x, y] = ["fillText", "strokeText"].includes(name) ? given.slice(1) : given;
            calls.push({name, given, at: at(x, y), zoom: now.matrix[0], fill: now.fillStyle, stroke: now.strokeStyle,
                        width: now.lineWidth, alpha: now.globalAlpha});
            return does[name] && does[name](...given);
        },
        set: (_, name, value) => { now[name] = value; return true; },
    }), size);
    return calls;
}"""


class Drawn:
    """The calls of one picture."""

    def __init__(self, page, legend=False, width=900, height=600, **changes):
        self.calls = page.do(RECORD, [changes, {"width": width, "height": height, "legend": legend}])

    @property
    def methods(self):
        return {call["name"] for call in self.calls}

    @property
    def texts(self):
        return [call["given"][0] for call in self.calls if call["name"] == "fillText"]

    def marks(self):
        """Each mark painted: its shape, radius in pixels, place, colour, whether it is filled, and how strongly."""
        found = []
        for before, shape, first, second, third in zip(*(self.calls[i:] for i in range(5))):
            if before["name"] != "beginPath" or shape["name"] not in ("arc", "rect"):
                continue
            if (first["name"], second["name"]) == ("fill", "fill"):
                found.append(_mark(shape, second["fill"], True, second["alpha"]))
            elif (first["name"], second["name"]) == ("fill", "stroke") and second["stroke"] != first["fill"]:
                found.append(_mark(shape, second["stroke"], False, second["alpha"]))
        return found

    def lines(self, colour):
        """The strokes of one colour."""
        return [call for call in self.calls if call["name"] == "stroke" and call["stroke"] == colour]


def _mark(shape, colour, filled, alpha):
    round_ = shape["name"] == "arc"
    radius = shape["given"][2] / (1 if round_ else 1.76) * shape["zoom"]
    at = shape["at"] if round_ else [part + 0.88 * radius for part in shape["at"]]
    return {"shape": shape["name"], "radius": radius, "at": at, "colour": colour, "filled": filled, "alpha": alpha}
