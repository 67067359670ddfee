import type { RunningDoors } from "../../doors/create-doors.js";
import type { Access } from "../../http/access.js";
import type { Feature } from "../../http/feature.js";
import type { Log } from "../../log/log.js";
import { createChatroomNews } from "./chatroom-news.js";
import { type FollowersDeps, startFollowers } from "./followers.js";

export interface StartChatroomNewsOptions extends FollowersDeps {
	readonly log: Pick<Log, "head">;
	readonly doors: RunningDoors;
	readonly access: Pick<Access, "guards" | "identities">;
}

/** What users are told of their societies as it happens, running until `stop`. */
export interface RunningChatroomNews {
	readonly feature: Feature;
	readonly stop: () => void;
}

export function startChatroomNews({
	log,
	doors,
	access,
	...deps
}: StartChatroomNewsOptions): RunningChatroomNews {
	const followers = startFollowers(deps);
	const { guards, identities } = access;
	return {
		feature: createChatroomNews({ followers, log, doors, guards, identities, now: deps.now }),
		stop: followers.stop,
	};
}
