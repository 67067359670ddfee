/** Of the first player of a headless place; the others follow. */
const FIRST_PLAYER = 1_000_001;

/** Ids of users with something to show, as `CHATROOM_DEMO_USERS` takes them: `demo`, and players of a headless place. */
export function demoUsers(players: number): string {
	return ["demo", ...Array.from({ length: players }, (_, index) => String(FIRST_PLAYER + index))].join();
}
