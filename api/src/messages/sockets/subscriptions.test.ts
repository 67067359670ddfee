import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClusterEntry } from "../talk-entries.js";
import { type ChannelKind, parseChannel } from "./channels.js";
import { createSubscriptions } from "./subscriptions.js";

const channels = (name: string) => parseChannel(name)!;
const event = (clusterId: string, kind: ChannelKind = "message") => ({
	kind,
	clusterId,
	channel: "",
	data: undefined,
});
const cluster = (clusterId: string, ...ids: readonly string[]): ClusterEntry => ({
	clusterId,
	members: ids.map((id) => ({ id, name: id, type: "npc" })),
	joined: [],
	left: [],
	at: 0,
});

describe("subscriptions", () => {
	it("[MC3] are to kinds of channels of one cluster, or of every one", () => {
		const listening = createSubscriptions();
		listening.add(channels("chat:a:message"));
		expect(listening.wants(event("a"))).toBe(true);
		expect(listening.wants(event("a", "update"))).toBe(false);
		expect(listening.wants(event("b"))).toBe(false);
		listening.add(channels("cluster:*:*"));
		expect(listening.wants(event("b", "notification"))).toBe(true);
		listening.remove(channels("cluster:*:*"));
		expect(listening.wants(event("b", "notification"))).toBe(false);
		listening.remove(channels("cluster:a:*"));
		expect(listening.count()).toBe(0);
	});

	it("[MC4] to a member leave the old cluster's channels and join the new one's", () => {
		const listening = createSubscriptions();
		listening.follow("7", "a");
		expect(listening.wants(event("a"))).toBe(true);
		expect(listening.moved(cluster("b", "7", "8"))).toEqual([
			{ type: "cluster_left", member: "7", clusterId: "a" },
			{ type: "cluster_joined", member: "7", clusterId: "b" },
		]);
		expect([listening.wants(event("a")), listening.wants(event("b"))]).toEqual([false, true]);
		expect(listening.moved(cluster("a", "9"))).toEqual([]);
		expect(listening.moved(cluster("b"))).toEqual([{ type: "cluster_left", member: "7", clusterId: "b" }]);
		expect(listening.wants(event("b"))).toBe(false);
		expect(listening.members()).toEqual(["7"]);
	});

	it("[MC4] to a cluster end with it", () => {
		const listening = createSubscriptions();
		listening.add(channels("cluster:a:*"));
		listening.moved(cluster("a"));
		expect(listening.count()).toBe(0);
	});

	it("[MC4] always know in which cluster a followed member is", () => {
		const id = fc.constantFrom("a", "b", "c", "d");
		const member = fc.constantFrom("1", "2", "3");
		const change = fc.record({ id, members: fc.uniqueArray(member) });
		fc.assert(
			fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
				const listening = createSubscriptions();
				const where = new Map<string, string>();
				for (const one of ["1", "2"]) listening.follow(one, undefined);
				for (const { id: clusterId, members } of changes) {
					listening.moved(cluster(clusterId, ...members));
					for (const one of ["1", "2"]) {
						if (members.some((id) => id === one)) where.set(one, clusterId);
						else if (where.get(one) === clusterId) where.delete(one);
					}
					for (const other of ["a", "b", "c", "d"]) {
						expect(listening.wants(event(other))).toBe([...where.values()].includes(other));
					}
				}
			}),
		);
	});
});
