import { CollectionService, HttpService, Workspace } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import { NPC_TAG } from "../../shared/remotes/npc-marks";
import type { Logger } from "../../shared/util/ports";
import { NPC_ATTRIBUTES, readNpcAttributes } from "./npc-attributes";
import type { Arrival } from "./registry";

/** Told of NPCs that come and go. `arrived` returns the id under which the NPC was taken. */
export interface NpcListener {
	readonly arrived: (arrival: Arrival, body: Model) => string;
	readonly described: (id: string, persona: string) => void;
	readonly left: (id: string) => void;
}

export interface NpcWatchOptions {
	readonly defaultWanderRadius: number;
	readonly logger: Logger;
}

function isNpcAttribute(name: string): boolean {
	return NPC_ATTRIBUTES.some((known) => known === name);
}

/**
 * Follows every tagged Model: it arrives when it is tagged and in the Workspace, leaves when it is untagged,
 * destroyed or taken out, and arrives anew when an attribute that describes it changes: all but its persona, which
 * changes with what happens to it. Returns the stop.
 */
export function watchNpcs(listener: NpcListener, options: NpcWatchOptions): () => void {
	const trove = new Trove();
	const watched = new Map<Instance, { readonly stop: () => void }>();

	const watchModel = (model: Model) => {
		const own = new Trove();
		const guid = HttpService.GenerateGUID(false);
		let presentAs: string | undefined;

		const read = () => {
			const { arrival, problems } = readNpcAttributes(model.GetAttributes() as Map<string, unknown>, {
				id: guid,
				name: model.Name,
				wanderRadius: options.defaultWanderRadius,
			});
			for (const problem of problems) options.logger.write("warn", `${model.GetFullName()}: ${problem}`);
			return arrival;
		};
		const update = () => {
			if (presentAs !== undefined) listener.left(presentAs);
			presentAs = undefined;
			if (model.IsDescendantOf(Workspace)) presentAs = listener.arrived(read(), model);
		};

		own.connect(model.AncestryChanged, () => {
			if (model.IsDescendantOf(Workspace) !== (presentAs !== undefined)) update();
		});
		own.connect(model.AttributeChanged, (name) => {
			if (presentAs === undefined || !isNpcAttribute(name)) return;
			if (name === "Persona") listener.described(presentAs, read().persona);
			else update();
		});
		update();
		watched.set(model, {
			stop: () => {
				own.destroy();
				if (presentAs !== undefined) listener.left(presentAs);
				presentAs = undefined;
			},
		});
	};

	const add = (instance: Instance) => {
		if (watched.has(instance)) return;
		if (instance.IsA("Model")) watchModel(instance);
		else options.logger.write("warn", `${instance.GetFullName()} is tagged ${NPC_TAG} but is not a Model`);
	};
	const remove = (instance: Instance) => {
		watched.get(instance)?.stop();
		watched.delete(instance);
	};

	trove.connect(CollectionService.GetInstanceAddedSignal(NPC_TAG), add);
	trove.connect(CollectionService.GetInstanceRemovedSignal(NPC_TAG), remove);
	for (const instance of CollectionService.GetTagged(NPC_TAG)) add(instance);
	return () => {
		trove.destroy();
		watched.forEach((entry) => entry.stop());
		watched.clear();
	};
}
