import { expect, it } from "vitest";
import { payload } from "../../snapshots/test-payloads.js";
import { WORLD, testWorlds } from "../../worlds/test-worlds.js";
import { clusterOfWorlds } from "./cluster-of-worlds.js";

const cluster = (id: string, members: readonly string[]) => ({
	id,
	members: [...members],
	npcs: 1,
	players: 1,
	formed: 1,
	location: "Market",
	positions: { [members[0]!]: { x: 1, y: 2, z: 3 } },
});
const told = (serverId: string, id: string) =>
	payload({
		serverId,
		epoch: "a",
		seq: 1,
		clusters: [cluster(id, ["Gundren", "Ann"])],
		humanContext: { Ann: { id: "ann", type: "player", position: { x: 9, y: 2, z: 3 }, location: "Market" } },
	});

it("[ET30] [ET36] a cluster is as the world knows it now, its players by their user ids, all by what their server calls them", async () => {
	const { worlds, ingest, memory } = testWorlds();
	await ingest(told("s1", "c1"));
	// Another server holds the same user: the world tells that one's by its server.
	await ingest(told("s2", "c2"));
	const clusterOf = clusterOfWorlds(worlds);
	const { clusters, entities } = (await memory()).peopled.state;
	expect(clusters.size).toBeGreaterThan(0);
	for (const { id, members } of clusters.values()) {
		const found = await clusterOf(WORLD, id);
		expect(found.map((member) => member.id)).toEqual(members);
		for (const member of found) {
			const { name, type, position = null } = entities.get(member.id)!;
			// Whichever server tells of them, it knows them by this.
			const known = type === "player" ? { placeId: "ann", userId: "ann" } : { placeId: "Gundren" };
			expect(member).toEqual({ id: member.id, name, type, position, ...known });
		}
		expect(found.filter(({ userId }) => userId === "ann")).toHaveLength(1);
	}
	await worlds.close();
});

it("[ET30] there is no cluster of another name", async () => {
	const { worlds } = testWorlds();
	await expect(clusterOfWorlds(worlds)(WORLD, "none")).rejects.toMatchObject({ code: "not_found" });
	await worlds.close();
});
