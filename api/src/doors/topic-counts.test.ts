import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTopicCounts } from "./topic-counts.js";

describe("the readers of a topic", () => {
	it("[DR17] are those who came and have not left", () => {
		const topic = fc.constantFrom("a", "b");
		fc.assert(
			fc.property(fc.array(topic), (coming) => {
				const counts = createTopicCounts();
				for (const one of coming) counts.add(one);
				const number = (one: string) => coming.filter((other) => other === one).length;
				expect([counts.of("a"), counts.of("b"), counts.of("c")]).toEqual([number("a"), number("b"), 0]);
				for (const one of coming) counts.remove(one);
				expect([counts.of("a"), counts.of("b")]).toEqual([0, 0]);
			}),
		);
	});
});
