import { type Answer, ask, bearer, query } from "./doors.js";
import type { Ear } from "./ear.js";
import type { ToldService } from "./told-service.js";

/** What is open to everybody, and what is asked by those to whom nothing is: none of it knows anything of a room. */
export async function askAsStrangers(
	service: ToldService,
	ear: Ear,
	{ roomId }: { readonly roomId: string },
): Promise<void> {
	const { url, key } = service;
	const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
		ask(`${url()}${path}`, { headers });
	const withKey = { "x-api-key": key };
	const elsewhere = bearer(await service.token("ana-r0", { audience: "another" }));
	const late = bearer(await service.token("dm-r0", { seconds: -60 }));
	const input = encodeURIComponent(JSON.stringify({ roomId }));
	const answers = await Promise.all([
		get("/metrics", withKey),
		get("/openapi.json"),
		get("/healthz"),
		get("/readyz"),
		get("/v1/worlds", withKey),
		get(`/v1/worlds/room:${roomId}/members`, withKey),
		get(`/v1/worlds/room:${roomId}/changes?cursor=0:0`, withKey),
		get("/v1/npcs", withKey),
		get("/v1/queues", withKey),
		get(`/v1/encounters/${roomId}?user_id=dm-r0`),
		get(`/v1/encounters/${roomId}?user_id=dm-r0`, { "x-api-key": "no key" }),
		get(`/v1/encounters/${roomId}/news?user_id=dm-r0&wait=0`, elsewhere),
		get(`/v1/encounters/${roomId}?user_id=dm-r0&entity_id=both`, withKey),
		get(`/v1/encounters/no-such-room?user_id=dm-r0`, withKey),
		get(`/trpc/room?input=${input}`),
		get(`/trpc/roomUpdates?input=${input}`, { ...late, accept: "text/event-stream" }),
		query(service, elsewhere, [{ name: "room", input: { roomId } }]),
		query(service, late, [{ name: "room", input: { roomId } }, { name: "listRooms" }]),
	]);
	for (const { text, headers } of answers) {
		const reader = { kind: "nobody" } as const;
		ear.tell({ reader, door: "strangers", text: `${headers} ${text}`, rooms: new Map(), isForeign: true });
	}
}
