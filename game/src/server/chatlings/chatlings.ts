import type { EarshotConfig } from "../../shared/config/config";
import type { Clock, Logger, RandomSource } from "../../shared/util/ports";
import type { HttpPort } from "../backend/http-port";
import { ranAwayLine } from "../conversations/system-messages";
import type { RequestBudget } from "../state/budget";
import { Notices } from "../state/notices";
import type { Chatling, ChatlingsTold } from "./chatling";
import { chatlingId } from "./chatling";
import { createChatlingFeed } from "./chatling-feed";
import type { ChatlingCounters } from "./counters";
import { newChatlingCounters } from "./counters";
import type { ChatlingAct } from "./plan";
import { planChatlings } from "./plan";

/** Seconds between two looks at what should stand in the place: sooner than anybody wonders. */
const LOOK_SECONDS = 0.5;

/** Where chatlings are seen. By entity id, but for `appear`. */
export interface ChatlingStage {
	/** Puts one beside its player. False where the player has no body to stand beside; it is tried again. */
	readonly appear: (userId: string, chatling: Chatling) => boolean;
	readonly change: (id: string, chatling: Chatling) => void;
	/** Takes one away: at once, or on its own feet. */
	readonly takeAway: (id: string, runsAway: boolean) => void;
	/** Whether it has a body, alive: others in the place may have taken it. */
	readonly isStanding: (id: string) => boolean;
	/** Brings one back to its player where it has been left far behind. */
	readonly bringBack: (id: string) => void;
	/** A line of the place itself in a player's chat. */
	readonly tell: (userId: string, text: string) => void;
}

export interface ChatlingsDeps {
	readonly config: EarshotConfig;
	readonly clock: Pick<Clock, "seconds">;
	readonly random: RandomSource;
	readonly logger: Logger;
	readonly http: Pick<HttpPort, "send">;
	/** The same that all else in the place sends by. */
	readonly budget: RequestBudget;
	readonly stage: ChatlingStage;
	/** Whether a talk holds an NPC, or it follows somebody. */
	readonly isBusy: (id: string) => boolean;
	/** A name as everybody may see it; undefined while that is not known. */
	readonly shownName: (userId: string, name: string) => string | undefined;
}

export interface ChatlingStats extends ChatlingCounters {
	readonly standing: number;
}

/** The chatlings of those who are here, in the running place. */
export interface Chatlings {
	/** `userId` as text. */
	readonly joined: (userId: string) => void;
	readonly left: (userId: string) => void;
	/** Every frame; `now` in the clock's seconds. */
	readonly step: (now: number) => void;
	/** Entity id of the player whose chatling that is; undefined for everybody else. */
	readonly ownerOf: (id: string) => string | undefined;
	readonly stats: () => ChatlingStats;
	/** Everything stays as it is: their bodies are the stage's to take away. */
	readonly stop: () => void;
}

interface Owner {
	readonly userId: string;
	told?: ChatlingsTold;
}

interface Stander {
	readonly userId: string;
	chatling: Chatling;
	isTalking: boolean;
}

/** Keeps those in the place that should be, as far as it is heard: while nothing is, everything stays as it is. */
export function createChatlings(deps: ChatlingsDeps): Chatlings {
	const { config, stage, isBusy, shownName } = deps;
	const counters = newChatlingCounters();
	/** In the order in which they came. */
	let owners: Owner[] = [];
	/** By entity id. */
	const standing = new Map<string, Stander>();
	let nextLook = -math.huge;
	let isStopped = false;
	const feed = createChatlingFeed({
		...deps,
		counters,
		notices: new Notices(deps.logger),
		onTold: (userId, told) => {
			const owner = owners.find((each) => each.userId === userId);
			if (owner) owner.told = told;
			nextLook = -math.huge;
		},
	});

	const appear = (userId: string, chatling: Chatling) => {
		if (!stage.appear(userId, chatling)) return;
		counters.appeared += 1;
		standing.set(chatlingId(userId, chatling.creatureId), { userId, chatling, isTalking: false });
	};
	const change = (id: string, chatling: Chatling) => {
		const stander = standing.get(id);
		if (!stander) return;
		counters.changed += 1;
		stander.chatling = chatling;
		stage.change(id, chatling);
	};
	const takeAway = (id: string, runsAway: boolean) => {
		if (!standing.delete(id)) return;
		counters.left += 1;
		stage.takeAway(id, runsAway);
	};
	const perform = ({ kind, userId, chatling }: ChatlingAct) => {
		const id = chatlingId(userId, chatling.creatureId);
		if (kind === "appear") appear(userId, chatling);
		else if (kind === "change") change(id, chatling);
		else takeAway(id, kind === "runAway");
		if (kind !== "runAway") return;
		counters.ranAway += 1;
		stage.tell(userId, ranAwayLine(chatling.name));
	};

	/** Those in the order of their ids, so that a run repeats. */
	const standingIds = () => {
		const ids: string[] = [];
		for (const [id] of standing) ids.push(id);
		return ids.sort();
	};
	const look = (now: number) => {
		for (const id of standingIds()) {
			const stander = standing.get(id)!;
			if (!stage.isStanding(id)) {
				takeAway(id, false);
				continue;
			}
			const isTalking = isBusy(id);
			if (stander.isTalking && !isTalking) feed.askAt(stander.userId, now + config.chatlingTalkOverSeconds);
			stander.isTalking = isTalking;
			if (!isTalking) stage.bringBack(id);
		}
		const input = {
			owners,
			limits: config,
			shownName,
			standing: standingIds().map((id) => standing.get(id)!),
		};
		for (const act of planChatlings(input)) perform(act);
	};

	return {
		joined: (userId) => {
			if (owners.some((owner) => owner.userId === userId)) return;
			owners.push({ userId });
			feed.join(userId);
		},
		left: (userId) => {
			owners = owners.filter((owner) => owner.userId !== userId);
			feed.leave(userId);
			nextLook = -math.huge;
		},
		step: (now) => {
			feed.step(now);
			if (isStopped || now < nextLook) return;
			nextLook = now + LOOK_SECONDS;
			look(now);
		},
		ownerOf: (id) => standing.get(id)?.userId,
		stats: () => ({ ...counters, standing: standing.size() }),
		stop: () => {
			isStopped = true;
			feed.close();
		},
	};
}
