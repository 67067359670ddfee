import type { EarshotConfig } from "../../shared/config/config";
import type { Clock, Logger, RandomSource } from "../../shared/util/ports";
import { createRateLimit } from "../../shared/util/rate-limit";
import type { QuestWire } from "../../shared/wire";
import type { HttpPort } from "../backend/http-port";
import type { RequestBudget } from "../state/budget";
import { Notices } from "../state/notices";
import { ActionOutbox } from "./action-outbox";
import type { ExperienceCounters } from "./counters";
import { newExperienceCounters } from "./counters";
import { ItemBoard } from "./item-board";
import { ItemShelf } from "./item-shelf";
import type { ItemLook } from "./item-shelf";
import { QuestBoard } from "./quest-board";
import { createQuestViews } from "./quest-views";
import { createSharedFeed } from "./shared-feed";
import { GONE, TOO_FAST, wordsOf } from "./wording";

/** Where an experience is seen. Whoever is told of may have left meanwhile. */
export interface ExperienceStage {
	readonly showItem: (itemId: string, look: ItemLook) => void;
	readonly showQuests: (userId: string, quests: readonly QuestWire[]) => void;
	/** Tells one player something, in the place's own words. */
	readonly tell: (userId: string, text: string) => void;
}

export interface ExperienceDeps {
	readonly config: EarshotConfig;
	readonly clock: Pick<Clock, "seconds">;
	readonly random: RandomSource;
	readonly logger: Logger;
	readonly http: HttpPort;
	/** The same that the state and talk send by. */
	readonly budget: RequestBudget;
	readonly newId: () => string;
	readonly stage: ExperienceStage;
}

export interface ExperienceStats extends ExperienceCounters {
	/** Of the experience. */
	readonly id: string;
	/** Actions under way. */
	readonly waiting: number;
	/** Where each item of the place lies, by its id: a location's id, or empty where somebody has it. None while nothing is heard. */
	readonly items: Readonly<Record<string, string>>;
}

/** An experience in the running place. Does nothing and asks nothing while the place has no item of it. */
export interface Experience {
	readonly itemArrived: (itemId: string) => void;
	readonly itemLeft: (itemId: string) => void;
	readonly joined: (userId: string) => void;
	readonly left: (userId: string) => void;
	/** A player who can reach the item wants it. */
	readonly triggered: (userId: string, itemId: string) => void;
	/** Every frame; `now` in the clock's seconds. */
	readonly step: (now: number) => void;
	readonly stats: () => ExperienceStats;
	/**
	 * For shutdown: nothing more can be taken, and what is under way ends while `step` goes on being called. `done`
	 * hears once whether all of it was told before `deadline` (the clock's seconds).
	 */
	readonly flush: (done: (complete: boolean) => void, deadline: number) => void;
	/** Nothing is heard of the backend from now on. */
	readonly stop: () => void;
}

/** Puts an experience together: what the world is, what players do, and how far their quests are. */
export function createExperience(deps: ExperienceDeps): Experience {
	const { config, clock, http, stage } = deps;
	const counters = newExperienceCounters();
	const shared = { ...deps, counters, notices: new Notices(deps.logger) };
	const limit = createRateLimit({ burst: config.takeBurst, perMinute: config.takesPerMinute });
	const items = new ItemBoard();
	const quests = new QuestBoard();
	const shelf = new ItemShelf(stage.showItem);
	const showQuests = (userId: string) => stage.showQuests(userId, quests.of(userId));
	const outbox = new ActionOutbox({
		...shared,
		encode: http.encode,
		onEnd: ({ userId }, ended) => {
			const words = wordsOf(ended);
			if (words !== undefined) stage.tell(userId, words);
		},
	});
	const feed = createSharedFeed({
		...shared,
		onState: (world) => {
			items.reset(world);
			outbox.renewed();
			quests.renew();
		},
		onUpdate: ({ userId, actionId, moves, quests: told }) => {
			items.apply(moves);
			if (actionId !== undefined) outbox.told(actionId);
			if (quests.told(userId, told)) showQuests(userId);
		},
	});
	const views = createQuestViews({ ...shared, board: quests, onViewed: showQuests });

	let isClosed = false;
	let closing: { readonly done: (complete: boolean) => void; readonly deadline: number } | undefined;
	const checkClosing = (now: number) => {
		if (closing === undefined) return;
		const complete = outbox.waiting() === 0;
		if (!complete && now < closing.deadline) return;
		const { done } = closing;
		closing = undefined;
		done(complete);
	};

	const isGone = (itemId: string) => items.isKnown() && items.locationOf(itemId) === undefined;
	const lookOf = (itemId: string): ItemLook => ({
		isShown: !isGone(itemId),
		locationId: items.locationOf(itemId),
		isOffered: !outbox.isBusy(itemId),
		isAway: feed.isAway(),
	});

	return {
		itemArrived: (itemId) => shelf.add(itemId),
		itemLeft: (itemId) => shelf.remove(itemId),
		joined: (userId) => quests.join(userId),
		left: (userId) => {
			quests.leave(userId);
			limit.forget(userId);
		},
		triggered: (userId, itemId) => {
			const now = clock.seconds();
			if (isClosed || !shelf.has(itemId)) return;
			if (isGone(itemId)) return stage.tell(userId, GONE);
			if (outbox.isUnderWay(userId, itemId)) return;
			if (limit.take(userId, now)) outbox.take(userId, itemId, now);
			else stage.tell(userId, TOO_FAST);
		},
		step: (now) => {
			checkClosing(now);
			if (shelf.isEmpty()) return;
			feed.step(now);
			// Not before the place follows what comes after: nothing is missed in between.
			if (items.isKnown()) views.step(now);
			for (const flight of outbox.step(now)) {
				http.send(flight.request, (answer) => outbox.answer(flight, answer, clock.seconds()));
			}
			shelf.render(lookOf);
		},
		stats: () => {
			const places: Record<string, string> = {};
			if (items.isKnown()) {
				for (const [itemId] of shelf.looks()) places[itemId] = items.locationOf(itemId) ?? "";
			}
			return { ...counters, id: config.experience, waiting: outbox.waiting(), items: places };
		},
		flush: (done, deadline) => {
			isClosed = true;
			closing = { done, deadline };
		},
		stop: () => {
			feed.close();
			views.close();
		},
	};
}
