import { and, eq, lt, sql as text } from "drizzle-orm";
import { chatroomGifts, runawayChatlings, userRewards } from "../../db/chatroom-schema.js";
import type { Sql } from "../../db/database.js";
import type { Statement } from "../../db/together.js";
import type { CollectionWire } from "../chatroom-wire.js";
import type { Chatling } from "../core/society.js";
import type { Change } from "./change-society.js";
import { notNow } from "./refusals.js";
import { GIFT_KEPT_SECONDS, MAX_CHATLINGS } from "./society-limits.js";
import type { Gift, GivenChatling } from "./society-requests.js";
import { type HeldUser, readCollection, rewardOf } from "./society-rows.js";

/**
 * Gives a held user what a game says: chatlings that are new, and coins. Those that are there are called and are like
 * what the game says from now on, and feel as they did; those that ran away stay away. `at`: unix seconds.
 *
 * @throws Refusal `conflict` where they would be too many
 */
export async function planGift(
	sql: Sql,
	user: HeldUser,
	{ chatlings, coins, id, at }: Gift & { readonly at: number },
): Promise<Change<CollectionWire>> {
	const { userId } = user;
	const result = { user_id: userId, coins: user.coins, added: [], is_repeated: true };
	if (id !== undefined && (await wasGiven(sql, userId, id))) return { result };
	const collection = await readCollection(sql, userId);
	const runaways = await sql
		.select({ id: runawayChatlings.creatureId })
		.from(runawayChatlings)
		.where(eq(runawayChatlings.userId, userId));
	const known = new Map(collection.map((chatling) => [chatling.id, chatling]));
	const away = new Set(runaways.map((runaway) => runaway.id));
	const added = chatlings.filter((one) => !known.has(one.id) && !away.has(one.id));
	if (known.size + away.size + added.length > MAX_CHATLINGS) {
		throw notNow("too_many_chatlings", `A user has at most ${MAX_CHATLINGS} chatlings, runaways included.`);
	}
	const altered = chatlings.filter((one) => isOther(one, known.get(one.id)));
	const isSeen = added.length > 0 || altered.length > 0 || coins > 0;
	return {
		result: { ...result, coins: user.coins + coins, added: added.map((one) => one.id), is_repeated: false },
		coins,
		statements: [saveChatlings(sql, userId, [...added, ...altered]), ...noteGift(sql, { userId, id, at })],
		events: isSeen ? [{ type: "society", data: { reason: "collection" } }] : [],
	};
}

async function wasGiven(sql: Sql, userId: string, id: string): Promise<boolean> {
	const isIt = and(eq(chatroomGifts.userId, userId), eq(chatroomGifts.giftId, id));
	return (await sql.$count(chatroomGifts, isIt)) > 0;
}

/** Whether a chatling that is there is other than what is said of it. */
function isOther(said: GivenChatling, known: Chatling | undefined): boolean {
	return known !== undefined && traitsOf(said) !== traitsOf(known);
}

function traitsOf({ name, personality, likes, dislikes }: GivenChatling | Chatling): string {
	return JSON.stringify([name, personality, likes, dislikes]);
}

function saveChatlings(sql: Sql, userId: string, chatlings: readonly GivenChatling[]): Statement {
	if (chatlings.length === 0) return undefined;
	const fresh = { mood: "neutral", unhappyCount: 0, isMeditating: false, isInTeam: false } as const;
	return sql
		.insert(userRewards)
		.values(chatlings.map((chatling) => rewardOf(userId, { ...chatling, ...fresh })))
		.onConflictDoUpdate({
			target: [userRewards.userId, userRewards.creatureId],
			set: {
				name: text`excluded.name`,
				personality: text`excluded.personality`,
				likes: text`excluded.likes`,
				dislikes: text`excluded.dislikes`,
			},
		});
}

interface GiftNote {
	readonly userId: string;
	readonly id: string | undefined;
	/** Unix seconds. */
	readonly at: number;
}

/** Remembers that it was given, and forgets what was long ago. */
function noteGift(sql: Sql, { userId, id, at }: GiftNote): readonly Statement[] {
	const isOld = and(eq(chatroomGifts.userId, userId), lt(chatroomGifts.givenAt, at - GIFT_KEPT_SECONDS));
	return id === undefined
		? []
		: [
				sql.delete(chatroomGifts).where(isOld),
				sql.insert(chatroomGifts).values({ userId, giftId: id, givenAt: at }),
			];
}
