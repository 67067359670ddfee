import type { CommandOf, NewParticipant } from "../../../src/encounters/engine/commands.js";
import { SPELLS } from "../../../src/encounters/engine/testing/random-play.js";
import { BOW, SWORD } from "../../../src/encounters/engine/testing/test-room.js";
import type { Random } from "../../../src/wording/random.js";
import type { Canaries } from "./canaries.js";
import { VAULT } from "./sieve.js";

/** Somebody of a room, and what of theirs is secret. */
export interface Role {
	readonly participant: CommandOf<"addParticipant">["participant"];
	readonly attackIds: readonly string[];
	readonly spellIds: readonly string[];
	readonly itemIds: readonly string[];
	/** Never revealed: does nothing that gives it away. */
	readonly isNeverSeen: boolean;
	/** Stays behind the wall, where nobody goes. */
	readonly isInVault: boolean;
}

/** Who is in a room, by the test's name of it. */
export interface Cast {
	readonly room: string;
	readonly dm: string;
	readonly players: readonly string[];
	/** A player whose character nobody ever sees. */
	readonly ghost: string;
	/** An NPC that a game server speaks for. */
	readonly npc: string;
	readonly roles: ReadonlyMap<string, Role>;
}

/** Open ground, and a vault behind a wall that nothing is seen through. */
export const MAP = {
	width: 40,
	height: 8,
	rows: Array.from({ length: 8 }, () => `${".".repeat(VAULT - 1)}#${".".repeat(40 - VAULT)}`),
};

/** Most hit points of each whose hit points are not told: no other number of a room is like them. */
const MOST_HIT_POINTS = [7919, 8111, 8377, 8641, 8929, 9173, 9413, 9677];

/** Some whom all see at first, some hidden who may be revealed, and some who never are. */
export function createCast(random: Random, canaries: Canaries, room: string): Cast {
	const roles = new Map<string, Role>();
	const hitPoints = [...MOST_HIT_POINTS];
	const cell = (from: number) => ({
		x: from + Math.floor(random() * 8),
		y: Math.floor(random() * MAP.height),
	});

	const add = (
		entityId: string,
		given: Partial<NewParticipant>,
		home: "open" | "shadow" | "vault" = "open",
	): void => {
		const word = () => canaries.word({ of: "sheet", room, entityId });
		const isPlayers = given.entityType === "playerCharacter";
		const weapons = [SWORD, BOW].map((weapon) => ({
			...weapon,
			attackId: word(),
			damage: [...weapon.damage],
		}));
		const spells = SPELLS.map((spell) => ({
			...spell,
			spellId: word(),
			damage: [...spell.damage],
			conditions: [...spell.conditions],
		}));
		const items = [
			{ itemId: word(), name: "Potion", quantity: 9, use: { healing: "2d4+2", range: 1 } },
			{ itemId: word(), name: word(), quantity: 1 },
		];
		const participant: NewParticipant = {
			entityId,
			entityType: "monster",
			name: `The ${entityId}`,
			position: cell(home === "vault" ? VAULT + 1 : 1),
			maxHP: isPlayers ? 40 : hitPoints.pop()!,
			attacks: weapons,
			spells,
			slots: [4, 3],
			inventory: items,
			notes: canaries.word({ of: "notes", room }),
			...given,
		};
		roles.set(entityId, {
			participant,
			attackIds: weapons.map(({ attackId }) => attackId),
			spellIds: spells.map(({ spellId }) => spellId),
			itemIds: items.map(({ itemId }) => itemId),
			isNeverSeen: home !== "open",
			isInVault: home === "vault",
		});
	};
	/** A word for somebody who is not always seen: its rule names it by itself. */
	const unseen = (): { readonly entityId: string; readonly name: string; readonly userId: string } => {
		const rule = { of: "entity", room, entityId: "" };
		const entityId = canaries.word(rule as never);
		Object.assign(canaries.ruleOf(entityId)!, { entityId });
		const word = () => canaries.word({ of: "entity", room, entityId });
		return { entityId, name: word(), userId: word() };
	};

	const players = ["ana", "bo", "cy"].map((name) => `${name}-${room}`);
	for (const userId of players) {
		add(`hero-${userId}`, { entityType: "playerCharacter", name: `Hero of ${userId}`, userId });
	}
	const ghost = unseen();
	add(
		ghost.entityId,
		{ entityType: "playerCharacter", name: ghost.name, userId: ghost.userId, isHidden: true },
		"shadow",
	);
	const npc = `elf-${room}`;
	add(npc, { entityType: "npc", name: "The elf", side: "party" });
	for (const isHidden of [false, false, true, true]) {
		const { entityId, name } = unseen();
		add(entityId, { name, isHidden });
	}
	const ally = unseen();
	add(ally.entityId, { entityType: "npc", side: "party", name: ally.name, isHidden: true });
	for (const _ of [1, 2]) {
		const { entityId, name } = unseen();
		add(entityId, { name, isHidden: true }, "vault");
	}
	return { room, dm: `dm-${room}`, players, ghost: ghost.userId, npc, roles };
}
