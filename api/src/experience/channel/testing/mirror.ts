import type {
	ItemPlaceWire,
	PlayerViewWire,
	SharedWorldWire,
	StateChangeWire,
} from "../../../../../game/src/shared/wire/index.js";
import type { ChannelMessage } from "../channel-message.js";

/** What a page makes of what it is told, and everything that was wrong with it. */
export class Mirror {
	/** Ids of actions of the user's own that were told, in their order. */
	readonly actions: string[] = [];
	readonly faults: string[] = [];
	resets = 0;
	private carried: Set<string> | undefined;
	private lying: Map<string, Set<string>> | undefined;
	private at: string | undefined;
	/** What was last told of a thing that is or was carried, since the view. */
	private readonly lastOf = new Map<string, string>();

	take(message: ChannelMessage): void {
		if (message.type === "reset") this.resets += 1;
		else if (message.type === "view") this.takeView(message.view);
		else if (message.type === "world") this.takeWorld(message.world);
		else if (message.type === "world_update") {
			if (message.metadata?.action_id !== undefined) this.actions.push(message.metadata.action_id);
			for (const change of message.changes) this.change(change);
		}
	}

	/** Whether both states have come. */
	isWhole(): boolean {
		return this.carried !== undefined && this.lying !== undefined;
	}

	/** Ids of what the player carries, as far as is known here. */
	carries(): readonly string[] {
		return [...(this.carried ?? [])];
	}

	/** Where something lies, and what; as far as is known here. */
	lies(): readonly (readonly [location: string, item: string])[] {
		return [...(this.lying ?? [])].flatMap(([id, items]) => [...items].map((item) => [id, item] as const));
	}

	/** What it shows: where the player is, what is carried, and what lies where. */
	shown(): unknown {
		return {
			at: this.at,
			carried: [...(this.carried ?? [])].sort(),
			lying: Object.fromEntries([...(this.lying ?? [])].map(([id, items]) => [id, [...items].sort()])),
		};
	}

	private takeView({ location, inventory }: PlayerViewWire): void {
		this.at = location;
		this.carried = new Set(inventory.map(({ id }) => id));
		this.lastOf.clear();
	}

	private takeWorld({ locations }: SharedWorldWire): void {
		this.lying = new Map(locations.map(({ id, items }) => [id, new Set(items.map((item) => item.id))]));
	}

	private change(change: StateChangeWire): void {
		if (change.operation === "update") this.at = change.properties.location;
		else if (change.operation === "add") this.set(change.to).add(change.item.id);
		else this.set(change.from).delete(change.item_id);
		if (change.operation !== "update") this.look(change);
	}

	private set(place: ItemPlaceWire): Set<string> {
		const set = place.kind === "inventory" ? this.carried : this.lying?.get(place.id);
		if (!set) this.faults.push(`a change of ${JSON.stringify(place)} before its state`);
		return set ?? new Set();
	}

	/** What the player's own topic tells is in order: a thing is never told to be carried twice. */
	private look(change: Exclude<StateChangeWire, { operation: "update" }>): void {
		const place = change.operation === "add" ? change.to : change.from;
		if (place.kind !== "inventory") return;
		const item = change.operation === "add" ? change.item.id : change.item_id;
		const told = `${change.operation} ${item}`;
		if (this.lastOf.get(item) === told) this.faults.push(`${told} twice`);
		this.lastOf.set(item, told);
	}
}

/** What a page would show that has just been told everything. */
export function shownOf(view: PlayerViewWire, world: SharedWorldWire): unknown {
	const mirror = new Mirror();
	mirror.take({ type: "view", view, cursor: "" });
	mirror.take({ type: "world", world, cursor: "" });
	return mirror.shown();
}
