import { describe, expect, it } from "vitest";
import { inboxView, talkNow, talkView } from "./talk-views.js";
import { folded, line, npc, profile, testTalks } from "./testing/test-talk.js";

const entry = (type: string) => ({ offset: 1, at: 1, type, data: '{"of":"it"}' });

describe("a talk as readers see it", () => {
	it("[MS29] begins with the last 50 lines of all groups, and who is together", () => {
		const state = folded([
			{
				type: "cluster",
				data: { clusterId: "c1", members: [npc("a"), npc("b")], joined: [], left: [], at: 3, worldTick: 1 },
			},
			...Array.from({ length: 80 }, (_, at) => ({
				type: "line" as const,
				data: { ...line(`l${at}`, { at, clusterId: `c${at % 4}` }), serverId: "s" },
			})),
		]);
		const { lines, groups } = talkNow(state);
		expect(lines.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, at) => `l${at + 30}`));
		expect(groups).toEqual([{ clusterId: "c1", members: [npc("a"), npc("b")], at: 3 }]);
	});

	it("[MS29] goes on from the cursor of what it began with, without what is kept to ourselves", async () => {
		const { talks } = testTalks();
		await talks.write("w", () => ({ entries: [{ type: "npc", data: profile("a") }], result: undefined }));
		const view = talkView(talks, "w");
		expect(await view.fresh()).toEqual({
			cursor: { epoch: "e1", offset: 1 },
			data: '{"lines":[],"groups":[]}',
		});
		for (const type of ["line", "cluster", "note", "npc", "erased"]) {
			expect(view.frame(entry(type))).toEqual({ event: type, data: '{"of":"it"}' });
		}
		expect(view.frame(entry("unheard-of"))).toBeUndefined();
	});
});

describe("an inbox", () => {
	it("[MS20] tells answers alone, and begins with what comes next", async () => {
		const { log } = testTalks();
		await log.append("server:s", [{ type: "answer", data: "{}" }]);
		const view = inboxView(log, "s");
		expect(view.topic).toBe("server:s");
		expect(await view.fresh()).toEqual({ cursor: { epoch: "e1", offset: 1 }, data: "null" });
		expect(view.frame(entry("answer"))).toEqual({ event: "answer", data: '{"of":"it"}' });
		for (const type of ["message", "cancelled", "erased"]) expect(view.frame(entry(type))).toBeUndefined();
	});
});
