import type { Chatling, ChatlingsTold } from "./chatling";
import { chatlingId } from "./chatling";

/** How many chatlings stand in the place at most. */
export interface ChatlingLimits {
	readonly chatlingsPerPlayer: number;
	readonly chatlingsPerServer: number;
}

/** A player who is here; `told` is absent until the backend has said something. */
export interface ChatlingOwner {
	readonly userId: string;
	readonly told?: ChatlingsTold;
}

/** A chatling in the place, as it was put there or changed last. */
export interface Standing {
	readonly userId: string;
	readonly chatling: Chatling;
	/** A talk holds it: it is not taken away for want of room. */
	readonly isTalking: boolean;
}

/** What is to be done about one chatling. */
export interface ChatlingAct {
	/** `runAway` and `leave` take it away, `change` gives it the name, persona and mood that it has now. */
	readonly kind: "appear" | "change" | "runAway" | "leave";
	readonly userId: string;
	readonly chatling: Chatling;
}

export interface PlanInput {
	/** In the order in which they came. */
	readonly owners: readonly ChatlingOwner[];
	readonly standing: readonly Standing[];
	readonly limits: ChatlingLimits;
	/** A name as everybody may see it; undefined while that is not known. */
	readonly shownName: (userId: string, name: string) => string | undefined;
}

type Wanted = Pick<Standing, "userId" | "chatling">;

function idOf({ userId, chatling }: Wanted): string {
	return chatlingId(userId, chatling.creatureId);
}

/** Every player's first before anybody's second, and who came first before who came later. */
export function chooseChatlings(owners: readonly ChatlingOwner[], limits: ChatlingLimits): readonly Wanted[] {
	const chosen: Wanted[] = [];
	for (const rank of $range(0, limits.chatlingsPerPlayer - 1)) {
		for (const { userId, told } of owners) {
			const chatling = told?.chatlings[rank];
			if (chatling === undefined) continue;
			if (chosen.size() >= limits.chatlingsPerServer) return chosen;
			chosen.push({ userId, chatling });
		}
	}
	return chosen;
}

function isSame(a: Chatling, b: Chatling): boolean {
	return a.name === b.name && a.persona === b.persona && a.mood === b.mood;
}

/**
 * What is to be done, in its order, for the place to have the chatlings that it should. Whoever has to make room
 * for others ends its talk first, and until then the others wait: the limits are never exceeded.
 */
export function planChatlings(input: PlanInput): readonly ChatlingAct[] {
	const { owners, standing, limits, shownName } = input;
	const wanted = chooseChatlings(owners, limits);
	const wantedIds = new Set(wanted.map(idOf));
	const standingIds = new Set(standing.map(idOf));
	const toldBy = new Map<string, ChatlingsTold | undefined>();
	for (const { userId, told } of owners) toldBy.set(userId, told);
	const acts: ChatlingAct[] = [];
	const countOf = new Map<string, number>();
	let count = 0;
	const stays = (userId: string) => {
		count += 1;
		countOf.set(userId, (countOf.get(userId) ?? 0) + 1);
	};

	for (const each of standing) {
		const { userId, chatling, isTalking } = each;
		const told = toldBy.get(userId);
		const known = told?.chatlings.find(({ creatureId }) => creatureId === chatling.creatureId);
		if (known && (isTalking || wantedIds.has(idOf(each)))) {
			stays(userId);
			const now = { ...known, name: shownName(userId, known.name) ?? chatling.name };
			if (!isSame(now, chatling)) acts.push({ kind: "change", userId, chatling: now });
		} else {
			const kind = told?.ranAway.has(chatling.creatureId) === true ? "runAway" : "leave";
			acts.push({ kind, userId, chatling });
		}
	}
	for (const each of wanted) {
		if (standingIds.has(idOf(each))) continue;
		const { userId, chatling } = each;
		const name = shownName(userId, chatling.name);
		const own = countOf.get(userId) ?? 0;
		const hasRoom = count < limits.chatlingsPerServer && own < limits.chatlingsPerPlayer;
		if (name === undefined || !hasRoom) continue;
		stays(userId);
		acts.push({ kind: "appear", userId, chatling: { ...chatling, name } });
	}
	return acts;
}
