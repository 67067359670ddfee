import type { ServerResponse } from "node:http";
import { fullStateOf, type Cast, type Held, type History } from "./history.js";
import { sendJson } from "./send-json.js";

/** Ticks from one archived state to the next. */
const ARCHIVE_EVERY = 25;

const momentOf = ({ tick, timestamp }: Held) => ({ tick, timestamp });

function gone(res: ServerResponse, held: readonly Held[]): true {
	return sendJson(res, 410, { title: "Gone", oldestTick: held[0]?.tick ?? null, init: "/world/init" });
}

/** Answers the routes of a world's past; false for any other. */
export function answerPast(res: ServerResponse, { pathname, searchParams }: URL, history: History): boolean {
	const held = history.held();
	const cast: Cast = searchParams.get("cast") === "full" ? "full" : "limited";
	const number = (name: string): number => Number(searchParams.get(name));
	if (pathname === "/v1/worlds/default/history") {
		const archived = held.filter(({ tick }) => tick % ARCHIVE_EVERY === 0).map(momentOf);
		const [oldest, newest] = [held[0], held.at(-1)].map((one) => (one ? momentOf(one) : null));
		return sendJson(res, 200, { world: "default", oldest, newest, archived });
	}
	if (pathname === "/v1/worlds/default/state") {
		const found = held.find(({ tick }) => tick === number("tick"));
		if (!found) return gone(res, held);
		return sendJson(res, 200, { ...momentOf(found), fullState: fullStateOf(found.after, cast) });
	}
	if (pathname !== "/world/snapshots") return false;
	const [from, to] = [number("from"), number("to")];
	if (from < (held[0]?.tick ?? Infinity)) return gone(res, held);
	const snapshots = held
		.filter(({ tick }) => tick >= from && tick <= to)
		.map((one) => ({
			...momentOf(one),
			limitedCast: one.limited,
			...(cast === "full" && { fullCast: one.full }),
		}));
	return sendJson(res, 200, { snapshots });
}
