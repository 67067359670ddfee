import type { ClusterMember } from "../../api/src/encounters/router/open-from-cluster.js";
import { TestTable } from "../../api/src/encounters/router/testing/test-table.js";
import { Refusal } from "../../api/src/http/refusal.js";
import type { ApiCluster, ApiMember } from "../lib/world-check.js";

/** Rooms as the backend serves them to places, over the worlds of the backend at `url`. */
export async function startRooms(url: string): Promise<TestTable> {
	const table = new TestTable();
	const get = async <T>(path: string): Promise<T> => (await (await fetch(`${url}${path}`)).json()) as T;
	await table.start({
		clusterOf: async (worldId, clusterId): Promise<readonly ClusterMember[]> => {
			const base = `/v1/worlds/${encodeURIComponent(worldId)}`;
			const { clusters } = await get<{ clusters: readonly ApiCluster[] }>(`${base}/clusters`);
			const cluster = clusters.find(({ id }) => id === clusterId);
			if (!cluster) throw new Refusal("not_found", "There is no such cluster in this world.");
			const { members } = await get<{ members: readonly ApiMember[] }>(`${base}/members`);
			return members
				.filter(({ id }) => cluster.members.includes(id))
				.map(({ id, name, type, position }) => ({
					id,
					name,
					type: type === "player" ? "player" : "npc",
					position: position ?? null,
					...(type === "player" && { userId: id }),
				}));
		},
	});
	return table;
}
