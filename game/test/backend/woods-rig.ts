import { createExperience } from "../../src/server/experience/experience";
import type { Experience } from "../../src/server/experience/experience";
import type { ItemLook } from "../../src/server/experience/item-shelf";
import { RequestBudget } from "../../src/server/state/budget";
import { DEFAULT_CONFIG } from "../../src/shared/config/config";
import type { EarshotConfig } from "../../src/shared/config/config";
import type { QuestWire } from "../../src/shared/wire";
import { SeededRandom } from "../harness/random";
import { LOCATIONS, WoodsBackend } from "./woods-backend";
import { WoodsLine } from "./woods-line";

const FRAME_SECONDS = 0.125;
export const BOTTLES = ["b1", "b2", "b3", "b4", "b5", "b6", "b7"];

/** An experience, its place and its backend, in virtual time. */
export class WoodsRig {
	now = 0;
	readonly looks = new Map<string, ItemLook>();
	readonly quests = new Map<string, readonly QuestWire[]>();
	readonly told: string[] = [];
	readonly logged: string[] = [];
	readonly backend = new WoodsBackend(BOTTLES);
	readonly line: WoodsLine;
	readonly experience: Experience;
	private ids = 0;

	constructor(random: SeededRandom = new SeededRandom(1), config: Partial<EarshotConfig> = {}) {
		const seconds = () => this.now;
		const whole = { ...DEFAULT_CONFIG, ...config };
		this.line = new WoodsLine(this.backend, random, seconds);
		this.experience = createExperience({
			config: whole,
			clock: { seconds },
			random: { unit: () => random.unit() },
			logger: { write: (level, message) => this.logged.push(`${level}: ${message}`) },
			http: this.line,
			budget: new RequestBudget(whole),
			newId: () => `id-${(this.ids += 1)}`,
			stage: {
				showItem: (itemId, look) => this.looks.set(itemId, look),
				showQuests: (userId, quests) => this.quests.set(userId, quests),
				tell: (userId, text) => this.told.push(`${userId}: ${text}`),
			},
		});
	}

	/** Puts all bottles in the place, and lets somebody join. */
	open(...userIds: string[]): this {
		for (const bottle of BOTTLES) this.experience.itemArrived(bottle);
		for (const userId of userIds) this.experience.joined(userId);
		return this;
	}

	run(seconds: number, eachFrame: () => void = () => {}): void {
		for (const _ of $range(1, math.floor(seconds / FRAME_SECONDS))) {
			this.now += FRAME_SECONDS;
			this.line.step();
			eachFrame();
			this.experience.step(this.now);
		}
	}

	/** Everything in which the place differs from the shared world. */
	differences(): string[] {
		const problems: string[] = [];
		for (const bottle of BOTTLES) {
			const place = this.backend.places.get(bottle)!;
			const locationId = LOCATIONS.includes(place) ? place : undefined;
			const look = this.looks.get(bottle);
			const isRight = look?.isShown === (locationId !== undefined) && look.locationId === locationId;
			if (!isRight) problems.push(`${bottle} is shown at ${look?.locationId}, and is ${place}`);
		}
		return problems;
	}
}
