using System.Collections.Frozen;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>The tasks of hf-inference. Chat is not among them: its form is the same everywhere, see <see cref="Providers.ChatCall"/>.</summary>
internal static class TaskWires
{
    /// <summary>By the task's id.</summary>
    public static FrozenDictionary<string, TaskWire> All { get; } =
        TextTasks.All.Concat(ImageTasks.All).Concat(AudioTasks.All).Concat(TableTasks.All).ToFrozenDictionary(wire => wire.Task, StringComparer.Ordinal);
}
