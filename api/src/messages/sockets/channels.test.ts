import { describe, expect, it } from "vitest";
import { eventsOf, parseChannel } from "./channels.js";

const maya = { id: "7", name: "Maya", type: "npc" as const };

describe("channels", () => {
	it.each([
		["cluster:e-1:update", { clusterId: "e-1", kinds: ["update"] }],
		["chat:e-1:message", { clusterId: "e-1", kinds: ["message"] }],
		["system:e-1:notification", { clusterId: "e-1", kinds: ["notification"] }],
		["cluster:e-1:*", { clusterId: "e-1", kinds: ["update", "message", "notification"] }],
		["cluster:a:b:c:*", { clusterId: "a:b:c", kinds: ["update", "message", "notification"] }],
		["cluster:*:*", { clusterId: undefined, kinds: ["update", "message", "notification"] }],
		["chat:*:message", { clusterId: undefined, kinds: ["message"] }],
	])("[MC1] are named %s", (name, channels) => expect(parseChannel(name)).toEqual(channels));

	it.each([
		"",
		"cluster",
		"cluster:1",
		"cluster::update",
		"cluster:1:message",
		"chat:1:*",
		"chat:1:update",
		"system:1:update",
		"world:1:update",
		"cluster:1:updates",
	])("[MC1] are not named %j", (name) => expect(parseChannel(name)).toBeUndefined());

	it("[MC2] carry a change of a cluster, and a note where somebody joined", () => {
		const entry = { clusterId: "c", members: [maya], joined: ["7"], left: [], at: 5 };
		expect(eventsOf("cluster", entry)).toEqual([
			{ kind: "update", clusterId: "c", channel: "cluster:c:update", data: entry },
			{
				kind: "notification",
				clusterId: "c",
				channel: "system:c:notification",
				data: { kind: "cluster_joined", clusterId: "c", joined: ["7"], members: [maya], at: 5 },
			},
		]);
		expect(eventsOf("cluster", { ...entry, joined: [] }).map(({ kind }) => kind)).toEqual(["update"]);
	});

	it("[MC2] carry lines and notes, and nothing that is no group's", () => {
		expect(eventsOf("line", { clusterId: "c", content: "hi" })).toMatchObject([
			{ channel: "chat:c:message", data: { content: "hi" } },
		]);
		expect(eventsOf("note", { clusterId: "c", text: "hush", at: 1 })).toMatchObject([
			{ channel: "system:c:notification", data: { kind: "note", text: "hush" } },
		]);
		for (const type of ["npc", "erased", "unheard-of"]) expect(eventsOf(type, {})).toEqual([]);
	});
});
