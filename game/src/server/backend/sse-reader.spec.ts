import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { SseReader } from "./sse-reader";
import type { SseFrame } from "./sse-reader";

const TEXT = [
	"retry: 3000\n\n",
	'id: e:1\nevent: answer\ndata: {"a": "b: c"}\n\n',
	":\nid: e:2\n\n",
	":\n\n",
	"data: first\ndata:  second\n\n",
	"event: reset\ndata: {}\n\n",
].join("");
const FRAMES: readonly SseFrame[] = [
	{ id: "e:1", event: "answer", data: '{"a": "b: c"}' },
	{ id: "e:2", data: "" },
	{ event: "message", data: "first\n second" },
	{ event: "reset", data: "{}" },
];

export = (t: Suite) => {
	t.it("reads events, and beats that move the place to go on from", () => {
		expect(new SseReader().push(TEXT)).toEqual([...FRAMES]);
		expect(new SseReader().push(TEXT.gsub("\n", "\r\n")[0])).toEqual([...FRAMES]);
	});
	t.it("has nothing of an event that is not whole", () => {
		const reader = new SseReader();
		expect(reader.push("id: e:1\nevent: answer\ndata: {}\n")).toEqual([]);
		expect(reader.push("\n")).toEqual([{ id: "e:1", event: "answer", data: "{}" }]);
	});
	t.property("reads the same however it is cut", 200, (random) => {
		const reader = new SseReader();
		const frames: SseFrame[] = [];
		let rest = TEXT;
		while (rest !== "") {
			const size = random.integer(1, 30);
			for (const frame of reader.push(rest.sub(1, size))) frames.push(frame);
			rest = rest.sub(size + 1);
		}
		expect(frames).toEqual([...FRAMES]);
	});
};
