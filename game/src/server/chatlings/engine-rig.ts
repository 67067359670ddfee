import { hueOf } from "./hue";

/** Studs from the ground to the lower edge of the root. */
const HIP_HEIGHT = 0.9;
const ROOT_SIZE = new Vector3(1.4, 1.4, 1);
const SATURATION = 0.45;
const DARK = Color3.fromRGB(28, 31, 38);

interface Limb {
	readonly name: string;
	readonly size: Vector3;
	/** From the root's middle; it looks along -Z. */
	readonly offset: Vector3;
	readonly color: Color3;
}

/** Half as high as a person: a round body, big ears. */
function limbsOf(hue: number): readonly Limb[] {
	const fur = Color3.fromHSV(hue, SATURATION, 0.85);
	const belly = Color3.fromHSV(hue, SATURATION / 2, 0.95);
	const limb = (name: string, size: Vector3, offset: Vector3, color = fur): Limb => ({
		name,
		size,
		offset,
		color,
	});
	return [
		limb("Torso", new Vector3(1.4, 1.4, 1), Vector3.zero),
		limb("Belly", new Vector3(1, 1, 0.1), new Vector3(0, -0.1, -0.5), belly),
		limb("Head", new Vector3(1.3, 1.1, 1.1), new Vector3(0, 1.2, 0)),
		limb("LeftEar", new Vector3(0.35, 0.8, 0.25), new Vector3(-0.4, 2.05, 0.1)),
		limb("RightEar", new Vector3(0.35, 0.8, 0.25), new Vector3(0.4, 2.05, 0.1)),
		limb("LeftEye", new Vector3(0.2, 0.25, 0.1), new Vector3(-0.3, 1.3, -0.55), DARK),
		limb("RightEye", new Vector3(0.2, 0.25, 0.1), new Vector3(0.3, 1.3, -0.55), DARK),
		limb("LeftFoot", new Vector3(0.5, 0.9, 0.7), new Vector3(-0.4, -1.15, -0.05), belly),
		limb("RightFoot", new Vector3(0.5, 0.9, 0.7), new Vector3(0.4, -1.15, -0.05), belly),
	];
}

function part(name: string, size: Vector3, parent: Instance): Part {
	const made = new Instance("Part");
	made.Name = name;
	made.Size = size;
	// Only the torso bumps into things, as humanoids have it.
	made.CanCollide = name === "Torso";
	made.Massless = true;
	made.TopSurface = Enum.SurfaceType.Smooth;
	made.BottomSurface = Enum.SurfaceType.Smooth;
	made.Parent = parent;
	return made;
}

/** A body of a chatling's own, not yet anywhere; the colour goes with the id. It can stand and walk. */
export function buildRig(creatureId: string): Model {
	const model = new Instance("Model");
	const root = part("HumanoidRootPart", ROOT_SIZE, model);
	root.Transparency = 1;
	root.Massless = false;
	model.PrimaryPart = root;
	for (const { name, size, offset, color } of limbsOf(hueOf(creatureId))) {
		const made = part(name, size, model);
		made.Color = color;
		made.Material = Enum.Material.SmoothPlastic;
		made.CFrame = root.CFrame.mul(new CFrame(offset));
		const weld = new Instance("WeldConstraint");
		weld.Part0 = root;
		weld.Part1 = made;
		weld.Parent = made;
	}
	const humanoid = new Instance("Humanoid");
	humanoid.RigType = Enum.HumanoidRigType.R15;
	humanoid.HipHeight = HIP_HEIGHT;
	humanoid.RequiresNeck = false;
	humanoid.HealthDisplayType = Enum.HumanoidHealthDisplayType.AlwaysOff;
	humanoid.Parent = model;
	return model;
}
