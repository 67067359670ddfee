import type { PlaceChatlingWire, UserChatlingsWire } from "../../src/shared/wire";
import type { SeededRandom } from "../harness/random";
import { deepCopy } from "./fake-json";

export const MOODS = ["happy", "neutral", "unhappy"] as const;

export function wireChatling(
	creatureId: string,
	changes: Partial<PlaceChatlingWire> = {},
): PlaceChatlingWire {
	return {
		creature_id: creatureId,
		name: `Name ${creatureId}`,
		personality: "shy",
		persona: `Is ${creatureId}.`,
		mood: "neutral",
		...changes,
	};
}

interface Society {
	chatlings: PlaceChatlingWire[];
	ranAway: string[];
}

/** The societies of users, in memory, as the backend answers of them. */
export class SocietyBackend {
	private readonly societies = new Map<string, Society>();

	/** The user's chatlings, in their order. */
	give(userId: string, ...creatureIds: string[]): this {
		this.societyOf(userId).chatlings = creatureIds.map((id) => wireChatling(id));
		return this;
	}

	of(userId: string): readonly PlaceChatlingWire[] {
		return this.societyOf(userId).chatlings;
	}

	/** One of them is otherwise than before. */
	change(userId: string, creatureId: string, changes: Partial<PlaceChatlingWire>): void {
		const society = this.societyOf(userId);
		society.chatlings = society.chatlings.map((each) =>
			each.creature_id === creatureId ? { ...each, ...changes } : each,
		);
	}

	/** One of them is not to be seen: it meditates, was given away, or has run away. */
	remove(userId: string, creatureId: string, runsAway: boolean): void {
		const society = this.societyOf(userId);
		society.chatlings = society.chatlings.filter((each) => each.creature_id !== creatureId);
		if (runsAway) society.ranAway.push(creatureId);
	}

	/** A runaway is won back. */
	recover(userId: string, creatureId: string): void {
		const society = this.societyOf(userId);
		society.ranAway = society.ranAway.filter((id) => id !== creatureId);
		society.chatlings.push(wireChatling(creatureId));
	}

	/** Something happens to somebody. */
	live(userId: string, random: SeededRandom): void {
		const { chatlings, ranAway } = this.societyOf(userId);
		if (!ranAway.isEmpty() && random.chance(0.3)) return this.recover(userId, random.pick(ranAway));
		if (chatlings.isEmpty()) return;
		const { creature_id: creatureId } = random.pick(chatlings);
		const what = random.unit();
		if (what < 0.2) this.remove(userId, creatureId, random.chance(0.7));
		else if (what < 0.4) this.societyOf(userId).chatlings = random.shuffled(chatlings);
		else
			this.change(userId, creatureId, { mood: random.pick(MOODS), persona: `Is ${random.integer(1, 9)}.` });
	}

	answer(userIds: readonly string[]): readonly UserChatlingsWire[] {
		return userIds.map((userId) => {
			const { chatlings, ranAway } = this.societyOf(userId);
			return deepCopy({ user_id: userId, chatlings, ran_away: ranAway });
		});
	}

	private societyOf(userId: string): Society {
		const society = this.societies.get(userId) ?? { chatlings: [], ranAway: [] };
		this.societies.set(userId, society);
		return society;
	}
}
