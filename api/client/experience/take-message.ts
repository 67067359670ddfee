import type { ContentWire, QuestUpdateWire, QuestWire } from "../../../game/src/shared/wire/index.js";
import { Diverged } from "../apply.js";
import { applyChanges } from "./apply-update.js";
import { NOTHING_HELD, type Held, type Narration, type ToldUpdate } from "./experience-state.js";
import { advance, formatPlace, type Place } from "./place.js";
import type { StateMessage } from "./server-message.js";

/** Updates kept: what somebody reads back on; the log holds the rest. */
const KEPT_UPDATES = 200;
/** Narrations kept, as many as a long evening's talk. */
const KEPT_NARRATIONS = 100;

type UpdateMessage = Extract<StateMessage, { readonly type: "update" }>;

function withQuest(quests: readonly QuestWire[], { quest }: QuestUpdateWire): readonly QuestWire[] {
	return quests.some(({ id }) => id === quest.id)
		? quests.map((known) => (known.id === quest.id ? quest : known))
		: [...quests, quest];
}

function takeUpdate(held: Held, { update }: UpdateMessage, place: Place): Held {
	const { view, world } = held;
	if (!view) throw new Diverged("a change came before any state");
	const told = (removed: ToldUpdate["removed"]): readonly ToldUpdate[] =>
		[...held.updates, { cursor: formatPlace(place), update, removed }].slice(-KEPT_UPDATES);
	if (update.type === "quest_update") {
		return {
			...held,
			place,
			view: { ...view, quests: withQuest(view.quests, update) },
			updates: told([]),
		};
	}
	const { removed, ...changed } = applyChanges({ view, world }, update.changes);
	return { ...held, ...changed, place, updates: told(removed) };
}

function takeContent(narrations: readonly Narration[], piece: ContentWire): readonly Narration[] {
	const known = narrations.find(({ messageId }) => messageId === piece.message_id);
	const next: Narration = {
		messageId: piece.message_id,
		text: (known?.text ?? "") + piece.text,
		isDone: piece.done,
		pieces: piece.index + 1,
		hasGaps: (known?.hasGaps ?? false) || piece.index !== (known?.pieces ?? 0),
		timestamp: known?.timestamp ?? piece.timestamp,
	};
	if (!known) return [...narrations, next].slice(-KEPT_NARRATIONS);
	return narrations.map((one) => (one === known ? next : one));
}

/** Whatever was being told goes on after a hole, if it goes on at all. */
function withHoles(narrations: readonly Narration[]): readonly Narration[] {
	return narrations.map((one) => (one.isDone ? one : { ...one, hasGaps: true }));
}

/**
 * What is held after a message: `held` itself where it came before, since each is taken once, by its place.
 *
 * @throws Diverged where it does not lead on from what is held
 */
export function takeMessage(held: Held, message: StateMessage): Held {
	switch (message.type) {
		case "connected": {
			const { userId } = message;
			if (held.userId === userId) return held;
			// What one user was told is no other one's.
			return held.userId === undefined ? { ...held, userId } : { ...NOTHING_HELD, userId };
		}
		case "reset":
			return held;
		case "view": {
			const { user } = message.place;
			if (!user) throw new Diverged("a view came without its place");
			// The world is told after it, and holds what the player did to it until then.
			return {
				...held,
				place: { user },
				view: message.view,
				narrations: withHoles(held.narrations),
			};
		}
		case "world": {
			const { shared } = message.place;
			if (!shared) throw new Diverged("a world came without its place");
			return {
				...held,
				place: { ...held.place, shared },
				world: message.world,
			};
		}
		case "heartbeat":
		case "update":
		case "content": {
			const place = advance(held.place, message.place);
			if (place === held.place) return held;
			if (message.type === "update") return takeUpdate(held, message, place);
			if (message.type === "heartbeat") return { ...held, place };
			return { ...held, place, narrations: takeContent(held.narrations, message.content) };
		}
	}
}
