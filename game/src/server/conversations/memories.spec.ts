import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Memories } from "./memories";

const line = (content: string) => ({
	speaker: { id: "p", name: "p", type: "player" as const },
	content,
	at: 0,
});
const texts = (memories: Memories, id: string) => memories.of(id).map(({ content }) => content);

export = (t: Suite) => {
	t.it("keeps the newest, oldest first, for each alone", () => {
		const memories = new Memories(3);
		for (const content of ["1", "2", "3", "4", "5"]) memories.add("a", line(content));
		memories.add("b", line("x"));
		expect(texts(memories, "a")).toEqual(["3", "4", "5"]);
		expect(texts(memories, "b")).toEqual(["x"]);
		expect(texts(memories, "c")).toEqual([]);
	});

	t.it("never changes what it gave out", () => {
		const memories = new Memories(2);
		memories.add("a", line("1"));
		const before = memories.of("a");
		memories.add("a", line("2"));
		memories.add("a", line("3"));
		expect(before.map(({ content }) => content)).toEqual(["1"]);
	});

	t.it("forgets", () => {
		const memories = new Memories(2);
		memories.add("a", line("1"));
		memories.forget("a");
		expect(texts(memories, "a")).toEqual([]);
	});
};
