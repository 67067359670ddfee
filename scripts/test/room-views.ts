import type { RoomSummary } from "../../api/src/encounters/encounters.js";
import type { GameView } from "../../api/src/encounters/engine/view.js";

/** A token of a backend that runs for development. */
export async function tokenFor(url: string, userId: string, roles: readonly string[] = []): Promise<string> {
	const answer = await fetch(`${url}/dev/token`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ userId, roles }),
	});
	return ((await answer.json()) as { token: string }).token;
}

export async function readRooms(url: string): Promise<readonly RoomSummary[]> {
	const answer = await fetch(`${url}/v1/encounters`);
	return ((await answer.json()) as { rooms: readonly RoomSummary[] }).rooms;
}

/** What the backend shows a game server that asks for somebody. */
export async function viewFor(url: string, roomId: string, userId: string): Promise<GameView> {
	const answer = await fetch(`${url}/v1/encounters/${roomId}?user_id=${userId}`);
	return ((await answer.json()) as { view: GameView }).view;
}

/** What a procedure answers that changes nothing. */
async function query<T>(address: string, roomId: string, token: string): Promise<T> {
	const input = new URLSearchParams({ input: JSON.stringify({ roomId }) }).toString();
	const headers = { authorization: `Bearer ${token}` };
	const answer = await fetch(`${address}?${input}`, { headers });
	return ((await answer.json()) as { result: { data: T } }).result.data;
}

/** What the backend shows a user who asks by their own token. */
export async function ownView(url: string, roomId: string, token: string): Promise<GameView> {
	return (await query<{ view: GameView }>(`${url}/trpc/room`, roomId, token)).view;
}

/** Whether the backend finds that what it holds of a room is what its log leads to; for admins. */
export function validate(
	url: string,
	roomId: string,
	token: string,
): Promise<{ readonly isConsistent: boolean; readonly hash: string }> {
	return query(`${url}/trpc/validateStateConsistency`, roomId, token);
}
