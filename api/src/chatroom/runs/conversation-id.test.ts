import { describe, expect, it } from "vitest";
import { conversationId } from "./conversation-id.js";
import { shardOf } from "./shard.js";

const RUN = "2026-11-21/06:00";

describe("ids of conversations", () => {
	it("[CG2] are one for each run and user, and always the same", () => {
		const users = Array.from({ length: 5_000 }, (_, at) => String(at));
		const ids = [RUN, "2026-11-21/18:00"].flatMap((run) => users.map((user) => conversationId(run, user)));
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
		expect(conversationId(RUN, "ana")).toBe("9b62bb790558545d9a2b1dd47472b83f");
	});

	it("[CG2] keep run and user apart, whatever is in them", () => {
		expect(conversationId("a", 'b","c')).not.toBe(conversationId('a","b', "c"));
		expect(conversationId("ab", "c")).not.toBe(conversationId("a", "bc"));
	});

	it("[CG2] begin alike within a run and shard", () => {
		const users = Array.from({ length: 500 }, (_, at) => String(at));
		const beginnings = new Map<number, Set<string>>();
		for (const user of users) {
			const shard = shardOf(user);
			beginnings.set(shard, (beginnings.get(shard) ?? new Set()).add(conversationId(RUN, user).slice(0, 10)));
		}
		expect([...beginnings.values()].every(({ size }) => size === 1)).toBe(true);
		expect(new Set([...beginnings.values()].flatMap((one) => [...one])).size).toBe(beginnings.size);
	});
});
