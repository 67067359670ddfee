import { Workspace } from "@rbxts/services";
import { placeBlock, placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { ENTITY_MARK } from "../../shared/remotes/encounter-messages";
import { createFigures } from "./engine-figures";

const wolf = {
	entityId: "wolf-1",
	name: "Grey Wolf",
	health: "unhurt",
	spot: { x: 20, z: -15 },
	beside: "7",
};

export = (t: Suite) => {
	t.it("[EG20] stand on the ground of somebody's storey, can be clicked, and bar nobody's way", () => {
		const before = Workspace.GetChildren().size();
		const ground = placeBlock(new Vector3(200, 4, 200), new Vector3(0, 7, 0));
		const roof = placeBlock(new Vector3(200, 1, 200), new Vector3(0, 40, 0));
		const player = placeBody("Ann", new Vector3(0, 10, 0));
		const figures = createFigures((id) => (id === "7" ? player : undefined));
		figures.stand("room/wolf-1", wolf);
		figures.stand("room/wolf-1", { ...wolf, health: "bloodied", spot: { x: 25, z: -15 } });
		const stood = Workspace.FindFirstChild("EarshotFigures")!.GetChildren();
		expect(stood.size()).toBe(1);
		const model = stood[0] as Model;
		const root = model.PrimaryPart!;
		expect(model.Name).toBe("Grey Wolf");
		expect(model.FindFirstChildOfClass("Humanoid")!.DisplayName).toBe("Grey Wolf");
		expect((model.FindFirstChildWhichIsA("TextLabel", true) as TextLabel).Text).toBe("Bloodied");
		expect(root.Position).toEqual(new Vector3(25, 7 + root.Size.Y / 2, -15));
		const hit = Workspace.Raycast(new Vector3(25, 30, -15), new Vector3(0, -30, 0));
		expect(hit?.Instance.Parent?.GetAttribute(ENTITY_MARK)).toBe("wolf-1");
		for (const part of model.GetChildren()) {
			if (part.IsA("BasePart")) expect([part.Anchored, part.CanCollide]).toEqual([true, false]);
		}
		figures.clear("room/nobody");
		figures.clear("room/wolf-1");
		expect(model.Parent).toBe(undefined);
		figures.stand("room/wolf-1", wolf);
		figures.stop();
		for (const each of [ground, roof, player]) each.Destroy();
		expect(Workspace.GetChildren().size()).toBe(before);
	});
};
