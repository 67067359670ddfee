/** Users who play: Roblox's ids, which are below zero in a local test. */
export const PLAYER_ID = /^-?\d{1,19}$/;

const CHATLING_ID = /^chatling:(-?\d{1,19}):(.+)$/su;

/** Whose an NPC is that a user has collected, and which of the user's. */
export interface ChatlingId {
	readonly userId: string;
	readonly creatureId: string;
}

/** Reads an entity id; undefined where it is not a chatling's. */
export function readChatlingId(entityId: string): ChatlingId | undefined {
	const [, userId, creatureId] = CHATLING_ID.exec(entityId) ?? [];
	return userId === undefined || creatureId === undefined ? undefined : { userId, creatureId };
}

/** Whether an entity is a user, or a chatling of theirs. */
export function isOfUser(entityId: string, userId: string): boolean {
	return entityId === userId || readChatlingId(entityId)?.userId === userId;
}

/** The entity id under which a chatling stands in a place. */
export function chatlingId({ userId, creatureId }: ChatlingId): string {
	return `chatling:${userId}:${creatureId}`;
}
