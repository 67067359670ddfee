import { Workspace } from "@rbxts/services";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { buildRig } from "./engine-rig";

function partsOf(model: Model): BasePart[] {
	const parts: BasePart[] = [];
	for (const each of model.GetDescendants()) if (each.IsA("BasePart")) parts.push(each);
	return parts;
}

export = (t: Suite) => {
	t.it("[CB54] has a root that walks and a head that speaks", () => {
		const model = buildRig("a");
		expect(model.PrimaryPart!.Name).toBe("HumanoidRootPart");
		expect(model.PrimaryPart!.Transparency).toBe(1);
		expect(model.FindFirstChild("Head")!.IsA("BasePart")).toBe(true);
		expect(model.FindFirstChildOfClass("Humanoid")!.RequiresNeck).toBe(false);
		for (const part of partsOf(model)) expect(part.Anchored, part.Name).toBe(false);
		model.Destroy();
	});

	t.it("[CB54] moves as one, and stands on its feet", () => {
		const model = buildRig("a");
		model.Parent = Workspace;
		const root = model.PrimaryPart!;
		const before = partsOf(model).map((part) => part.Position.sub(root.Position));
		root.CFrame = new CFrame(50, 10, -20);
		partsOf(model).forEach((part, i) => {
			expect(part.Position.sub(root.Position).sub(before[i]!).Magnitude, part.Name).toBeNear(0, 1e-3);
		});
		const foot = model.FindFirstChild("LeftFoot") as BasePart;
		const sole = foot.Position.Y - foot.Size.Y / 2;
		const hips = model.FindFirstChildOfClass("Humanoid")!.HipHeight;
		expect(root.Position.Y - root.Size.Y / 2 - hips).toBeNear(sole, 0.05);
		model.Destroy();
	});

	t.it("[CB54] has the colour of its id, in every server", () => {
		const colorOf = (id: string) => {
			const model = buildRig(id);
			const { R, G, B } = (model.FindFirstChild("Torso") as BasePart).Color;
			model.Destroy();
			return [R, G, B];
		};
		expect(colorOf("creature-1")).toEqual(colorOf("creature-1"));
		expect(colorOf("creature-1")[0] === colorOf("creature-2")[0]).toBe(false);
	});
};
