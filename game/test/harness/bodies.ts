import { Workspace } from "@rbxts/services";

/** A body that can stand and walk, as the town's people have it; in the Workspace. */
export function placeBody(name: string, position: Vector3): Model {
	const model = new Instance("Model");
	model.Name = name;
	for (const [part, height] of [
		["HumanoidRootPart", 0],
		["Head", 1.6],
	] as const) {
		const made = new Instance("Part");
		made.Name = part;
		made.Size = new Vector3(2, 2, 1);
		made.CanCollide = false;
		made.CFrame = new CFrame(position.add(new Vector3(0, height, 0)));
		made.Parent = model;
		if (height > 0) {
			const weld = new Instance("WeldConstraint");
			weld.Part0 = model.PrimaryPart;
			weld.Part1 = made;
			weld.Parent = made;
		} else model.PrimaryPart = made;
	}
	new Instance("Humanoid").Parent = model;
	model.Parent = Workspace;
	return model;
}

/** A part that stands still, its top at `top`, in the Workspace. */
export function placeBlock(size: Vector3, top: Vector3): Part {
	const block = new Instance("Part");
	block.Name = "Block";
	block.Anchored = true;
	block.Size = size;
	block.CFrame = new CFrame(top.sub(new Vector3(0, size.Y / 2, 0)));
	block.Parent = Workspace;
	return block;
}
