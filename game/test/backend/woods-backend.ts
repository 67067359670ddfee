import type { ActionResultWire, QuestWire, SharedUpdateWire, StateChangeWire } from "../../src/shared/wire";

/** What a poll is answered with. */
export interface WoodsPoll {
	readonly cursor: string;
	readonly events: readonly { readonly event: string; readonly data: unknown }[];
	readonly reset?: { readonly reason: string };
	readonly state?: unknown;
}

export interface TakeBody {
	readonly id: string;
	readonly user_id: string;
	readonly action: string;
	readonly item: string;
}

export const LOCATIONS = ["pond", "grove", "tower"];
const QUEST = { id: "seven", title: "Find the seven" };

/** The rules of an experience, in memory: items shared by all, actions done once by their id, and a log of updates. */
export class WoodsBackend {
	/** Of each item: its location, or `with:` and who has it. */
	readonly places = new Map<string, string>();
	readonly found = new Map<string, string[]>();
	/** Ids of the actions that were done, in their order. */
	readonly done: string[] = [];
	/** Says why an action is refused, where it returns something. */
	refuse: (body: TakeBody) => string | undefined = () => undefined;
	/** Sends this in the place of the next update. */
	garble: unknown;
	private readonly answers = new Map<string, ActionResultWire>();
	private log: SharedUpdateWire[] = [];
	private epoch = 1;

	constructor(private readonly items: readonly string[]) {
		items.forEach((item, i) => this.places.set(item, LOCATIONS[i % LOCATIONS.size()]!));
	}

	take(body: TakeBody): ActionResultWire {
		const known = this.answers.get(body.id);
		if (known !== undefined) return { ...known, repeated: true };
		const answer = this.takeOnce(body);
		this.answers.set(body.id, answer);
		return answer;
	}

	/** Somebody takes or drops something elsewhere. */
	act(userId: string, item: string, dropAt?: string): void {
		const place = this.places.get(item)!;
		if (dropAt === undefined) {
			if (!LOCATIONS.includes(place)) return;
			this.takeFrom(userId, item, place);
		} else if (place === `with:${userId}`) {
			this.places.set(item, dropAt);
			this.tell(userId, [
				{ operation: "add", to: { kind: "location", id: dropAt }, item: this.itemOf(item) },
			]);
		}
	}

	quests(userId: string): QuestWire[] {
		const found = [...(this.found.get(userId) ?? [])];
		const needed = this.items.size();
		return [{ ...QUEST, status: found.size() >= needed ? "won" : "active", found, needed }];
	}

	view(userId: string): unknown {
		const view = { user_id: userId, experience: "woods", location: "pond", inventory: [] };
		return { cursor: `${this.epoch}:0`, view: { ...view, quests: this.quests(userId) } };
	}

	/** Undefined while there is nothing to tell and the wait is not over. */
	poll(cursor: string | undefined, isOver: boolean): WoodsPoll | undefined {
		const head = `${this.epoch}:${this.log.size()}`;
		const [epoch, offset] = (cursor ?? "").split(":");
		const isOurs = tonumber(epoch) === this.epoch;
		if (!isOurs) {
			const reset = cursor === undefined ? undefined : { reason: "epoch" };
			return { cursor: head, events: [], reset, state: this.world() };
		}
		const from = tonumber(offset) ?? 0;
		const news = this.log.filter((_, i) => i >= from);
		if (news.isEmpty() && !isOver) return undefined;
		return {
			cursor: head,
			events: news.map((data) => ({ event: "shared_update", data: this.garbled(data) })),
		};
	}

	/** The log begins anew: no cursor is worth anything. */
	restart(): void {
		this.epoch += 1;
		this.log = [];
	}

	world(): unknown {
		const locations = LOCATIONS.map((id) => ({
			id,
			name: id,
			description: "",
			exits: [],
			items: this.items.filter((item) => this.places.get(item) === id).map((item) => this.itemOf(item)),
		}));
		return { experience: "woods", title: "Woods", locations };
	}

	private itemOf(id: string) {
		return { id, name: `Bottle ${id}`, kind: "dream_bottle", description: "" };
	}

	private takeOnce(body: TakeBody): ActionResultWire {
		const { id, user_id: userId, item } = body;
		const result = { type: "action_result", id, action: "take" } as const;
		const refusal = this.refuse(body);
		if (refusal !== undefined) {
			return { ...result, success: false, message: "No.", code: refusal as ActionResultWire["code"] };
		}
		const place = this.places.get(item);
		if (place === undefined) return { ...result, success: false, message: "What?", code: "unknown_item" };
		if (!LOCATIONS.includes(place))
			return { ...result, success: false, message: "Gone.", code: "already_taken" };
		this.done.push(id);
		this.takeFrom(userId, item, place, id);
		return { ...result, success: true, message: "Taken.", state_changes: { cursor: "x" } };
	}

	private takeFrom(userId: string, item: string, place: string, actionId?: string): void {
		this.places.set(item, `with:${userId}`);
		const found = this.found.get(userId) ?? [];
		this.found.set(userId, found);
		const isNew = !found.includes(item);
		if (isNew) found.push(item);
		const changes = [{ operation: "remove", from: { kind: "location", id: place }, item_id: item }] as const;
		this.tell(userId, changes, { quests: isNew ? this.quests(userId) : [], actionId });
	}

	private tell(
		userId: string,
		changes: readonly StateChangeWire[],
		{ quests = [], actionId }: { quests?: readonly QuestWire[]; actionId?: string } = {},
	): void {
		this.log.push({
			type: "shared_update",
			experience: "woods",
			user_id: userId,
			changes,
			quests,
			timestamp: 1,
			action_id: actionId,
		});
	}

	private garbled(data: SharedUpdateWire): unknown {
		const { garble } = this;
		this.garble = undefined;
		return garble ?? data;
	}
}
