import { useQuery } from "@tanstack/react-query";
import { useAccess } from "../../access/access-context.js";
import { ApiError, getJson } from "../../access/get-json.js";
import { readMemory, readQueues } from "../talk/read-talk.js";
import { readMemberTimes, readTrack, readWorlds } from "./read-answers.js";

const fetchJson = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

/** New worlds appear seldom, but somebody waiting for the first one should not wait long. */
const WORLDS_MS = 5_000;
/** What is known of one member beside the live copy ages quietly. */
const MEMBER_MS = 5_000;
/** Queues fill and empty within seconds. */
const QUEUES_MS = 2_000;

export function useWorlds() {
	const access = useAccess();
	return useQuery({
		queryKey: ["worlds"],
		queryFn: async ({ signal }) =>
			readWorlds(await getJson("/v1/worlds", { access, fetch: fetchJson, signal })),
		// Who has been refused is asked for a token, and looks again with that.
		refetchInterval: ({ state }) => (state.error instanceof ApiError ? false : WORLDS_MS),
	});
}

const memberPath = (world: string, id: string): string =>
	`/v1/worlds/${encodeURIComponent(world)}/members/${encodeURIComponent(id)}`;

/** When a member was last seen and moved; nothing is asked for without an id. */
export function useMemberTimes(world: string, id: string | undefined) {
	const access = useAccess();
	return useQuery({
		queryKey: ["member", world, id],
		queryFn: async ({ signal }) =>
			readMemberTimes(await getJson(memberPath(world, id ?? ""), { access, fetch: fetchJson, signal })),
		enabled: id !== undefined,
		refetchInterval: MEMBER_MS,
	});
}

/** Where a member has been; nothing is asked for without an id. */
export function useTrack(world: string, id: string | undefined) {
	const access = useAccess();
	return useQuery({
		queryKey: ["track", world, id],
		queryFn: async ({ signal }) =>
			readTrack(await getJson(`${memberPath(world, id ?? "")}/track`, { access, fetch: fetchJson, signal })),
		enabled: id !== undefined,
		// What comes after is seen on the map itself.
		staleTime: Number.POSITIVE_INFINITY,
	});
}

/** What an NPC remembers; nothing is asked for without an id. */
export function useNpcMemory(world: string, id: string | undefined) {
	const access = useAccess();
	return useQuery({
		queryKey: ["memory", world, id],
		queryFn: async ({ signal }) => {
			const path = `/v1/npcs/${encodeURIComponent(id ?? "")}/memory?world=${encodeURIComponent(world)}`;
			return readMemory(await getJson(path, { access, fetch: fetchJson, signal }));
		},
		enabled: id !== undefined,
		refetchInterval: MEMBER_MS,
	});
}

/** How many messages wait for a mind, by class. */
export function useQueues() {
	const access = useAccess();
	return useQuery({
		queryKey: ["queues"],
		queryFn: async ({ signal }) =>
			readQueues(await getJson("/v1/queues", { access, fetch: fetchJson, signal })),
		refetchInterval: ({ state }) => (state.error instanceof ApiError ? false : QUEUES_MS),
	});
}
