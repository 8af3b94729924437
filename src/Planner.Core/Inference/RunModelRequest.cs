using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Planner.Inference;

/// <summary>A call of one model.</summary>
public sealed record RunModelRequest
{
    /// <summary>The model's id.</summary>
    [Description("The model's id, such as local/summarizer; GET /api/models finds models.")]
    public required string Model { get; init; }

    /// <summary>The task.</summary>
    [Description("The task, where the model does several; its main one when absent.")]
    public string? Task { get; init; }

    /// <summary>The inputs by slot.</summary>
    [Description("What goes into each input of the task, by the input's name: text, a list of texts, a data URL, {\"artifactId\":…} or {\"url\":…}.")]
    public required JsonObject Inputs { get; init; }

    /// <summary>The task's parameters.</summary>
    [Description("The task's parameters, such as {\"target_language\":\"es\"}.")]
    public JsonObject? Parameters { get; init; }

    /// <summary>What is wanted.</summary>
    [Description("What is wanted in words, for models that take instructions.")]
    public string? Instruction { get; init; }
}
