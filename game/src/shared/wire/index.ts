export * from "./context";
export * from "./message";
export * from "./snapshot";
export * from "./vec3";
