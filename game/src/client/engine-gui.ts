/** An instance with these properties and children, not yet anywhere. */
export function make<Name extends keyof CreatableInstances>(
	className: Name,
	properties: Partial<WritableInstanceProperties<CreatableInstances[Name]>>,
	children: readonly Instance[] = [],
): CreatableInstances[Name] {
	const instance = new Instance(className);
	for (const [name, value] of pairs(properties)) instance[name as never] = value as never;
	for (const child of children) child.Parent = instance;
	return instance;
}
