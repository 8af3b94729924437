using Planner.Catalog;
using Planner.Values;

namespace Planner.Server.Catalog;

/// <summary>A kind of subtask.</summary>
/// <param name="Id">The Hub's id of it.</param>
/// <param name="Group">Its field: nlp, audio, cv, multimodal, tabular, other.</param>
/// <param name="Description">What it does.</param>
/// <param name="Inputs">What goes in.</param>
/// <param name="Output">What comes out.</param>
/// <param name="Parameters">Its settings.</param>
/// <param name="RunnableModels">How many models can do it here now.</param>
public sealed record TaskInfo(
    string Id, string Group, string Description, IReadOnlyList<TaskSlot> Inputs, Modality Output, IReadOnlyList<TaskParameter> Parameters, int RunnableModels);
