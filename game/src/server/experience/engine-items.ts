import { CollectionService, ServerStorage, Workspace } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import type { EarshotConfig } from "../../shared/config/config";
import type { Logger } from "../../shared/util/ports";
import { canReach, openPrompt } from "./engine-prompts";
import type { ItemPrompt } from "./engine-prompts";
import { heapOffset, ItemHeaps } from "./item-spots";
import type { ItemLook } from "./item-shelf";

/** Tag of a Model or part that is an item: `ItemId` says which, `Location` at which location it was put. */
export const ITEM_TAG = "EarshotItem";
/** Tag of a Model or part where what was dropped at the location `Location` comes to lie. */
export const SPOT_TAG = "EarshotItemSpot";
/** Where items are that somebody has: clients get nothing of it, whatever the item is made of. */
const VAULT_NAME = "EarshotTakenItems";

/** Told of items that come and go, and of players who want one. */
export interface ItemListener {
	readonly arrived: (itemId: string) => void;
	readonly left: (itemId: string) => void;
	readonly triggered: (player: Player, itemId: string) => void;
}

export interface ItemWatchOptions {
	readonly config: Pick<EarshotConfig, "itemReachStuds" | "itemReachSlackStuds">;
	readonly logger: Logger;
}

/** The items of the place. */
export interface ItemWatch {
	readonly show: (itemId: string, look: ItemLook) => void;
	/** What the place calls an item; undefined where it has none of that id. */
	readonly label: (itemId: string) => string | undefined;
	/** Lets go of everything, and puts back what was hidden. */
	readonly stop: () => void;
}

interface Item {
	readonly id: string;
	readonly label: string;
	readonly instance: PVInstance;
	readonly prompt: ItemPrompt;
	/** As the place put it. */
	readonly home: {
		readonly parent: Instance | undefined;
		readonly frame: CFrame;
		readonly locationId: unknown;
	};
	readonly trove: Trove;
}

function spotOf(locationId: string): CFrame | undefined {
	for (const spot of CollectionService.GetTagged(SPOT_TAG)) {
		if (!spot.IsA("PVInstance") || !spot.IsDescendantOf(Workspace)) continue;
		if (spot.GetAttribute("Location") === locationId) return spot.GetPivot();
	}
	return undefined;
}

/** Follows every tagged item in the Workspace, and shows and hides them. */
export function watchItems(listener: ItemListener, { config, logger }: ItemWatchOptions): ItemWatch {
	const trove = new Trove();
	const vault = trove.add(new Instance("Folder"));
	vault.Name = VAULT_NAME;
	vault.Parent = ServerStorage;
	const heaps = new ItemHeaps();
	const items = new Map<string, Item>();
	const watched = new Map<Instance, Trove>();

	const warn = (instance: Instance, problem: string) =>
		logger.write("warn", `${instance.GetFullName()} is tagged ${ITEM_TAG} but ${problem}`);
	const isHere = (instance: Instance) => instance.IsDescendantOf(Workspace) || instance.IsDescendantOf(vault);

	const arrive = (instance: PVInstance) => {
		const id = instance.GetAttribute("ItemId");
		if (!typeIs(id, "string") || id === "") return warn(instance, "has no ItemId");
		if (items.has(id)) return warn(instance, `another item has the id ${id}`);
		const name = instance.GetAttribute("DisplayName");
		const label = typeIs(name, "string") && name !== "" ? name : instance.Name;
		const prompt = openPrompt(instance, label, config.itemReachStuds);
		if (!prompt) return warn(instance, "has no part");
		const locationId = instance.GetAttribute("Location");
		const home = { parent: instance.Parent, frame: instance.GetPivot(), locationId };
		const item: Item = { id, label, instance, prompt, home, trove: new Trove() };
		item.trove.add(prompt.stop);
		item.trove.connect(prompt.triggered, (player) => {
			const reach = prompt.reachStuds() + config.itemReachSlackStuds;
			if (canReach(player, instance, reach)) listener.triggered(player, id);
		});
		items.set(id, item);
		listener.arrived(id);
	};
	const itemOf = (instance: Instance) => {
		for (const [, item] of items) if (item.instance === instance) return item;
		return undefined;
	};
	const leave = (instance: Instance) => {
		const item = itemOf(instance);
		if (!item) return;
		item.trove.destroy();
		items.delete(item.id);
		heaps.remove(item.id);
		listener.left(item.id);
	};

	const add = (instance: Instance) => {
		if (watched.has(instance)) return;
		if (!instance.IsA("PVInstance")) return warn(instance, "is no Model and no part");
		const own = new Trove();
		watched.set(instance, own);
		own.connect(instance.AncestryChanged, () => {
			if (!isHere(instance)) leave(instance);
			else if (!itemOf(instance) && instance.IsDescendantOf(Workspace)) arrive(instance);
		});
		if (instance.IsDescendantOf(Workspace)) arrive(instance);
	};
	const remove = (instance: Instance) => {
		leave(instance);
		watched.get(instance)?.destroy();
		watched.delete(instance);
	};

	/** Where an item lies: as the place put it, or in the heap of the location where somebody left it. */
	const frameOf = ({ id, home }: Item, locationId: string | undefined): CFrame => {
		const spot = locationId === undefined || locationId === home.locationId ? undefined : spotOf(locationId);
		if (locationId === undefined || !spot) {
			heaps.remove(id);
			return home.frame;
		}
		const { x, z } = heapOffset(heaps.put(id, locationId));
		return new CFrame(spot.Position.add(new Vector3(x, 0, z))).mul(home.frame.Rotation);
	};
	const put = (item: Item, isShown: boolean, locationId?: string) => {
		const { instance, home } = item;
		if (!isShown) {
			heaps.remove(item.id);
			instance.Parent = vault;
			return;
		}
		const frame = frameOf(item, locationId);
		if (instance.GetPivot() !== frame) instance.PivotTo(frame);
		instance.Parent = home.parent?.IsDescendantOf(Workspace) ? home.parent : Workspace;
	};

	trove.connect(CollectionService.GetInstanceAddedSignal(ITEM_TAG), add);
	trove.connect(CollectionService.GetInstanceRemovedSignal(ITEM_TAG), remove);
	for (const instance of CollectionService.GetTagged(ITEM_TAG)) add(instance);

	return {
		show: (itemId, look) => {
			const item = items.get(itemId);
			if (!item) return;
			item.prompt.show(look.isOffered, look.isAway);
			put(item, look.isShown, look.locationId);
		},
		label: (itemId) => items.get(itemId)?.label,
		stop: () => {
			for (const [, item] of items) {
				put(item, true);
				item.trove.destroy();
			}
			for (const [, own] of watched) own.destroy();
			trove.destroy();
		},
	};
}
