import { ServerStorage, Workspace } from "@rbxts/services";
import { placeBlock } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "../../shared/config/config";
import { ITEM_TAG, SPOT_TAG, watchItems } from "./engine-items";
import type { ItemLook } from "./item-shelf";

const shown: ItemLook = { isShown: true, isOffered: true, isAway: false };
const hidden: ItemLook = { ...shown, isShown: false };

function bottle(itemId: unknown, x = 0): Part {
	const part = placeBlock(new Vector3(1, 2, 1), new Vector3(x, 2, 0));
	part.Name = "Bottle";
	part.SetAttribute("ItemId", itemId as string);
	part.SetAttribute("Location", "pond");
	part.AddTag(ITEM_TAG);
	return part;
}

function spot(locationId: string, x: number): Part {
	const part = placeBlock(new Vector3(1, 2, 1), new Vector3(x, 2, 0));
	part.SetAttribute("Location", locationId);
	part.AddTag(SPOT_TAG);
	return part;
}

function rig() {
	const heard: string[] = [];
	const logged: string[] = [];
	const watch = watchItems(
		{
			arrived: (itemId) => heard.push(`+${itemId}`),
			left: (itemId) => heard.push(`-${itemId}`),
			triggered: () => heard.push("triggered"),
		},
		{ config: DEFAULT_CONFIG, logger: { write: (_, message) => logged.push(message) } },
	);
	return { heard, logged, watch };
}

const promptOf = (part: Part) => part.FindFirstChildWhichIsA("ProximityPrompt");

export = (t: Suite) => {
	t.it("finds what is there, and follows what comes, moves and goes", () => {
		const first = bottle("a");
		const { heard, watch } = rig();
		expect(heard).toEqual(["+a"]);
		const second = bottle("b");
		task.wait();
		expect(heard).toEqual(["+a", "+b"]);
		second.Parent = ServerStorage;
		task.wait();
		second.Parent = Workspace;
		task.wait();
		first.RemoveTag(ITEM_TAG);
		task.wait();
		second.Destroy();
		task.wait();
		expect(heard).toEqual(["+a", "+b", "-b", "+b", "-a", "-b"]);
		expect(promptOf(first), "its prompt").toBe(undefined);
		watch.stop();
		first.Destroy();
	});

	t.it("passes over what is no item, and says why", () => {
		const made = [bottle(undefined), bottle(""), bottle("a"), bottle("a")];
		const folder = new Instance("Folder");
		folder.AddTag(ITEM_TAG);
		folder.Parent = Workspace;
		const { heard, logged, watch } = rig();
		expect(heard).toEqual(["+a"]);
		expect(logged.size()).toBe(4);
		watch.stop();
		for (const part of [...made, folder]) part.Destroy();
	});

	t.it("hides an item from everybody, and brings it back as it was", () => {
		const part = bottle("a", 7);
		const folder = new Instance("Folder");
		folder.Parent = Workspace;
		part.Parent = folder;
		const { heard, watch } = rig();
		watch.show("a", hidden);
		task.wait();
		expect(part.IsDescendantOf(ServerStorage)).toBe(true);
		watch.show("a", shown);
		task.wait();
		expect(part.Parent).toBe(folder as Instance);
		expect(part.Position.X).toBe(7);
		expect(heard, "it is the same item all the time").toEqual(["+a"]);
		watch.show("nothing", hidden);
		watch.stop();
		folder.Destroy();
	});

	t.it("brings an item back to the Workspace where its folder has gone", () => {
		const part = bottle("a");
		const folder = new Instance("Folder");
		folder.Parent = Workspace;
		part.Parent = folder;
		const { watch } = rig();
		watch.show("a", hidden);
		folder.Destroy();
		watch.show("a", shown);
		expect(part.Parent).toBe(Workspace as Instance);
		watch.stop();
		part.Destroy();
	});

	t.it("lays what was left elsewhere at that location's spot, beside what lies there", () => {
		const [a, b] = [bottle("a", 1), bottle("b", 2)];
		const grove = spot("grove", 50);
		const { watch } = rig();
		watch.show("a", { ...shown, locationId: "grove" });
		watch.show("b", { ...shown, locationId: "grove" });
		expect(a.Position).toEqual(grove.Position);
		expect(b.Position.sub(grove.Position).Magnitude).toBeNear(2.5, 1e-3);
		watch.show("a", { ...shown, locationId: "pond" });
		expect(a.Position.X).toBe(1);
		watch.show("b", { ...shown, locationId: "no spot here" });
		expect(b.Position.X).toBe(2);
		watch.stop();
		for (const part of [a, b, grove]) part.Destroy();
	});

	t.it("offers an item or not, and knows what the place calls it", () => {
		const part = bottle("a");
		const { watch } = rig();
		expect(watch.label("a")).toBe("Bottle");
		watch.show("a", { ...shown, isOffered: false });
		expect(promptOf(part)!.Enabled).toBe(false);
		expect(watch.label("b")).toBe(undefined);
		watch.stop();
		part.SetAttribute("DisplayName", "Moonlit Dream");
		const again = rig().watch;
		expect(again.label("a")).toBe("Moonlit Dream");
		again.stop();
		part.Destroy();
	});

	t.it("leaves everything as it found it", () => {
		const before = ServerStorage.GetChildren().size();
		const [a, b] = [bottle("a", 1), bottle("b", 2)];
		const grove = spot("grove", 50);
		const { watch } = rig();
		watch.show("a", hidden);
		watch.show("b", { ...shown, isOffered: false, locationId: "grove" });
		watch.stop();
		for (const part of [a, b]) {
			expect(part.Parent).toBe(Workspace as Instance);
			expect(promptOf(part)).toBe(undefined);
		}
		expect([a.Position.X, b.Position.X]).toEqual([1, 2]);
		expect(ServerStorage.GetChildren().size()).toBe(before);
		for (const part of [a, b, grove]) part.Destroy();
	});
};
