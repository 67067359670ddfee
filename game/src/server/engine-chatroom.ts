import { Players } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import type { EarshotConfig } from "../shared/config/config";
import type { Clock, Logger, RandomSource } from "../shared/util/ports";
import type { HttpPort } from "./backend/http-port";
import { createChatlings } from "./chatlings/chatlings";
import type { Chatlings } from "./chatlings/chatlings";
import { newChatlingCounters } from "./chatlings/counters";
import { createEngineChatlings } from "./chatlings/engine-chatlings";
import { ShownNames } from "./chatlings/shown-names";
import { filterForAll } from "./conversations/engine-text-filter";
import type { EntityWatch } from "./entities/engine-entities";
import type { PlaceTalk } from "./engine-talk";
import type { EngineMover } from "./npcs/engine-mover";
import type { RequestBudget } from "./state/budget";

export interface ChatroomDeps {
	readonly config: EarshotConfig;
	readonly clock: Clock;
	readonly logger: Logger;
	readonly random: RandomSource;
	readonly http: HttpPort;
	/** The same that all else in the place sends by. */
	readonly budget: RequestBudget;
	readonly watch: Pick<EntityWatch, "body">;
	readonly mover: EngineMover;
	readonly talk: Pick<PlaceTalk, "isBusy" | "tell">;
}

/** Players' chatlings in the running place. `stop` takes them all away. */
export type PlaceChatroom = Pick<Chatlings, "step" | "ownerOf" | "stats" | "stop">;

/** Of a place that does without chatlings. */
const NONE: PlaceChatroom = {
	step: () => {},
	ownerOf: () => undefined,
	stats: () => ({ ...newChatlingCounters(), standing: 0 }),
	stop: () => {},
};

/** Follows players as they come and go. Returns the stop. */
function followPlayers({ joined, left }: Pick<Chatlings, "joined" | "left">): () => void {
	const trove = new Trove();
	const idOf = (player: Player) => tostring(player.UserId);
	trove.connect(Players.PlayerAdded, (player) => joined(idOf(player)));
	trove.connect(Players.PlayerRemoving, (player) => left(idOf(player)));
	for (const player of Players.GetPlayers()) joined(idOf(player));
	return () => trove.destroy();
}

/** Puts them together: what the backend tells, how they look, and who they stand by. */
export function startChatroom(deps: ChatroomDeps): PlaceChatroom {
	const { config, watch, talk } = deps;
	if (!config.chatlings) return NONE;
	const bodies = createEngineChatlings({ ...deps, bodyOf: watch.body });
	const names = new ShownNames({
		filter: (text, userId) => filterForAll(text, tonumber(userId) ?? 0),
		spawn: (work) => task.spawn(work),
	});
	const chatlings = createChatlings({
		...deps,
		isBusy: talk.isBusy,
		shownName: (userId, name) => names.of(userId, name),
		stage: { ...bodies, tell: talk.tell },
	});
	const stopFollowing = followPlayers({
		joined: chatlings.joined,
		left: (userId) => {
			chatlings.left(userId);
			names.forget(userId);
		},
	});
	return {
		step: (now) => {
			chatlings.step(now);
			bodies.step(now);
		},
		ownerOf: chatlings.ownerOf,
		stats: chatlings.stats,
		stop: () => {
			stopFollowing();
			chatlings.stop();
			bodies.stop();
		},
	};
}
