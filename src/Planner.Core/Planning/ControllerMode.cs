namespace Planner.Planning;

/// <summary>Who plans.</summary>
public enum ControllerMode
{
    /// <summary>The embedded controller when it is sure, the controller LLM when it is not.</summary>
    Cascade,

    /// <summary>The controller LLM.</summary>
    Llm,

    /// <summary>The embedded controller.</summary>
    Embedded,
}
